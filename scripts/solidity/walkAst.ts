import type { AstNode } from "./astNode.ts";
import { childNodes } from "./childNodes.ts";

/** Visits `node` and everything below it, parents first; `visit` returns false to stay out of a node's children. */
export function walkAst(
  node: AstNode,
  visit: (node: AstNode, parents: readonly AstNode[]) => boolean | undefined,
  parents: readonly AstNode[] = [],
): void {
  if (visit(node, parents) === false) return;
  const below = [...parents, node];
  for (const child of childNodes(node)) walkAst(child, visit, below);
}
