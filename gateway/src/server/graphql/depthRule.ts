import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { LIMITS } from "./limits.ts";

/**
 * Validation rule: fields nest at most LIMITS.depth deep and at most LIMITS.aliases fields are renamed, fragments counted at every place of
 * use. Fragment cycles are left to graphql's own rule. Each (fragment, depth) is visited once, so nested fragments cost no more than
 * their number times the limit.
 */
export const depthRule: ValidationRule = (context: ValidationContext) => ({
  OperationDefinition(node) {
    let aliases = 0;
    const visited = new Set<string>();
    const visit = (set: SelectionSetNode, depth: number, introspection: boolean): boolean => {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const inside = introspection || selection.name.value.startsWith("__");
          if (selection.alias !== undefined) aliases += 1;
          if (depth > (inside ? LIMITS.introspectionDepth : LIMITS.depth)) return false;
          if (selection.selectionSet !== undefined && !visit(selection.selectionSet, depth + 1, inside))
            return false;
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (!visit(selection.selectionSet, depth, introspection)) return false;
        } else {
          const key = `${selection.name.value} ${depth} ${introspection}`;
          const fragment: FragmentDefinitionNode | null | undefined = context.getFragment(
            selection.name.value,
          );
          if (fragment == null || visited.has(key)) continue;
          visited.add(key);
          if (!visit(fragment.selectionSet, depth, introspection)) return false;
        }
      }
      return true;
    };
    if (!visit(node.selectionSet, 1, false)) refuse(context, `fields nest at most ${LIMITS.depth} deep`);
    else if (aliases > LIMITS.aliases) refuse(context, `at most ${LIMITS.aliases} fields may be renamed`);
  },
});

function refuse(context: ValidationContext, reason: string): void {
  context.reportError(
    new GraphQLError(`The query asks for too much: ${reason}.`, {
      extensions: {
        code: "E9007",
        todo: "Ask for fewer fields or smaller pages.",
        retryable: false,
        details: { reason },
      },
    }),
  );
}
