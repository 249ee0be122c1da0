import type { AstNode } from "../solidity/astNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import { expressionMutants } from "./expressionMutants.ts";
import { modifierMutants } from "./modifierMutants.ts";
import type { Mutant } from "./mutant.ts";
import { MutationContext } from "./mutationContext.ts";
import { statementMutants } from "./statementMutants.ts";

/** Not mutated: what is logged or reverted with, names of types, assembly, and what runs only at declaration. */
const LEFT_ALONE = new Set([
  "EmitStatement",
  "RevertStatement",
  "InlineAssembly",
  "ElementaryTypeName",
  "UserDefinedTypeName",
  "ArrayTypeName",
  "Mapping",
  "VariableDeclaration",
  "ModifierInvocation",
]);

/**
 * All mutants of one source, numbered from `firstId`, in source order. The tree must be analysed: operators look at
 * types. Mutated are bodies of functions and modifiers, and which modifiers a function has.
 */
export function generateMutants(source: SourceText, tree: AstNode, firstId: number): Mutant[] {
  const context = new MutationContext(source, firstId);

  function visit(node: AstNode, parents: readonly AstNode[], isInBody: boolean): void {
    if (LEFT_ALONE.has(node.nodeType)) return;
    const parent = parents.at(-1);
    if (node.nodeType === "FunctionDefinition" && parent?.contractKind === "contract")
      modifierMutants(context, parent, node);
    if (isInBody) {
      statementMutants(context, node, parents);
      expressionMutants(context, node, parents);
    }
    const below = [...parents, node];
    for (const child of childNodes(node)) visit(child, below, isInBody || child.nodeType === "Block");
  }

  visit(tree, [], false);
  return context.found;
}
