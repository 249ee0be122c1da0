import type { AstNode } from "./astNode.ts";
import { isAstNode } from "./isAstNode.ts";

/** The nodes under `property` if it is a list, else all direct children in source order when it is left out. */
export function childNodes(node: AstNode, property?: string): AstNode[] {
  if (property !== undefined) {
    const list = node[property];
    return Array.isArray(list) ? list.filter(isAstNode) : [];
  }
  const found: AstNode[] = [];
  for (const value of Object.values(node)) {
    if (isAstNode(value)) found.push(value);
    else if (Array.isArray(value)) found.push(...value.filter(isAstNode));
  }
  return found.sort((a, b) => Number.parseInt(a.src, 10) - Number.parseInt(b.src, 10));
}
