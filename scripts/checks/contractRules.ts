import type { AstNode } from "../solidity/astNode.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import { walkAst } from "../solidity/walkAst.ts";
import { contractDocumentation } from "./contractDocumentation.ts";
import { contractNaming } from "./contractNaming.ts";
import { contractSafety } from "./contractSafety.ts";

const RULES = [contractDocumentation, contractNaming, contractSafety];

/** House rules for contracts that solhint does not know, over analysed trees by source name; broken ones as texts. */
export function contractRules(sources: readonly SourceText[], trees: ReadonlyMap<string, AstNode>): string[] {
  const declarations = new Map<number, AstNode>();
  for (const tree of trees.values()) {
    walkAst(tree, (node) => {
      declarations.set(node.id, node);
      return undefined;
    });
  }
  return sources.flatMap((source) => {
    const tree = trees.get(source.name);
    return tree === undefined ? [] : RULES.flatMap((rule) => rule({ source, tree, declarations }));
  });
}
