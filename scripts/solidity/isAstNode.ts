import type { AstNode } from "./astNode.ts";

/** True for an object that is a node of the AST (Yul nodes inside assembly included). */
export function isAstNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}
