import type { AstNode } from "../solidity/astNode.ts";
import type { SourceText } from "../solidity/sourceText.ts";

/** What a rule for contracts looks at: one analysed source, and every declaration of all sources by its id. */
export type RuleScope = {
  readonly source: SourceText;
  readonly tree: AstNode;
  readonly declarations: ReadonlyMap<number, AstNode>;
};

/** A broken rule as "path:line: reason". */
export function contractFault({ source }: RuleScope, node: AstNode, reason: string): string {
  return `${source.name}:${source.lineAt(source.range(node).start)}: ${reason}`;
}
