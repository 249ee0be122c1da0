import type { AstNode } from "./astNode.ts";
import { runSolc } from "./runSolc.ts";
import type { SourceText } from "./sourceText.ts";

/**
 * ASTs of `sources` by name. `analysed` resolves names and types (and so needs every import to be there); without it
 * the trees are only parsed, which works on a snippet and is quick. Throws Error with solc's words when it does not
 * compile.
 */
export function parseSolidity(
  root: string,
  sources: readonly SourceText[],
  options: { readonly analysed?: boolean } = {},
): Map<string, AstNode> {
  const { errors = [], sources: parsed = {} } = runSolc(root, {
    sources: Object.fromEntries(
      sources.map((source) => [source.name, { content: source.bytes.toString("utf8") }]),
    ),
    settings: {
      ...(options.analysed === true ? {} : { stopAfter: "parsing" }),
      outputSelection: { "*": { "": ["ast"] } },
    },
  });
  const failures = errors.filter(({ severity }) => severity === "error");
  if (failures.length > 0) throw new Error(failures.map((error) => error.formattedMessage).join("\n"));
  const trees = new Map<string, AstNode>();
  for (const { name } of sources) {
    const tree = parsed[name]?.ast;
    if (tree === undefined) throw new Error(`solc gave no AST of ${name}`);
    trees.set(name, tree as AstNode);
  }
  return trees;
}
