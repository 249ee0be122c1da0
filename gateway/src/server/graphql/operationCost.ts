import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** Items counted for a list without a `first` argument: longest of an order's datasets, payouts and history in practice. */
const UNPAGED_ITEMS = 8;

/**
 * Most values an operation's answer can hold: 1 per field, times the items of every list around it (its `first` argument with variables
 * filled in, else 8). Introspection
 * counts as one field, its size is fixed by the schema and its depth limited. Stops counting above `limit`,
 * so the time it takes is bounded too. Expects a validated document.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  limit: number,
): number {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  let cost = 0;
  const visit = (set: SelectionSetNode, type: GraphQLObjectType, times: number): void => {
    for (const selection of set.selections) {
      if (cost > limit) return;
      if (selection.kind === Kind.FIELD) {
        cost += times;
        const field = type.getFields()[selection.name.value];
        if (field === undefined) continue;
        const inner = getNamedType(field.type);
        const listed = isNonNullType(field.type) ? field.type.ofType : field.type;
        const paged = field.args.some(({ name }) => name === "first")
          ? firstOf(field, selection, variables)
          : null;
        // A connection pages its `nodes`, so the whole of it is counted per item.
        const items = paged ?? (isListType(listed) && !inConnection(type) ? UNPAGED_ITEMS : 1);
        if (selection.selectionSet !== undefined && isObjectType(inner))
          visit(selection.selectionSet, inner, times * items);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet, type, times);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) visit(fragment.selectionSet, type, times);
      }
    }
  };
  const root = schema.getRootType(operation.operation);
  if (root != null) visit(operation.selectionSet, root, 1);
  return cost;
}

function inConnection(type: GraphQLObjectType): boolean {
  return type.name.endsWith("Connection");
}

function firstOf(
  field: Parameters<typeof getArgumentValues>[0],
  node: FieldNode,
  variables: Record<string, unknown>,
): number {
  try {
    const { first } = getArgumentValues(field, node, variables);
    return typeof first === "number" ? Math.max(1, first) : 1;
  } catch {
    // Wrong argument values are reported by execution itself, which then gives nothing.
    return 1;
  }
}
