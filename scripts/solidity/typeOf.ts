import type { AstNode } from "./astNode.ts";

/** The type solc gave an expression or declaration, e.g. "uint256"; empty in a tree that was only parsed. */
export function typeOf(node: AstNode): string {
  const descriptions = node.typeDescriptions as { typeString?: string } | undefined;
  return descriptions?.typeString ?? "";
}
