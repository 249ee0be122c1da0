import type { AstNode } from "./astNode.ts";
import { isAstNode } from "./isAstNode.ts";

/** The node under `property`, or null when there is none (an absent else, a function without body). */
export function childNode(node: AstNode, property: string): AstNode | null {
  const value = node[property];
  return isAstNode(value) ? value : null;
}
