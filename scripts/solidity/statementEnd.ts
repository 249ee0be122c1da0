import type { AstNode } from "./astNode.ts";
import { childNode } from "./childNode.ts";
import type { SourceText } from "./sourceText.ts";

/** Statements whose node ends with their closing brace. */
const BRACED = new Set(["Block", "UncheckedBlock", "TryStatement", "InlineAssembly"]);

/** Byte after a statement, its semicolon included: solc's range leaves it out, except of a bare `return;`. */
export function statementEnd(source: SourceText, node: AstNode): number {
  const last = childNode(node, "falseBody") ?? childNode(node, "trueBody") ?? childNode(node, "body");
  if (last !== null && node.nodeType !== "DoWhileStatement") return statementEnd(source, last);
  const { end } = source.range(node);
  const isWhole = BRACED.has(node.nodeType) || source.slice(end - 1, end) === ";";
  return isWhole ? end : source.afterSemicolon(end);
}
