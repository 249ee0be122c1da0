import { releaseSettings } from "../../contracts/hardhat/releaseSettings.ts";
import { applyEdits } from "../solidity/applyEdits.ts";
import type { AstNode } from "../solidity/astNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import { runSolc } from "../solidity/runSolc.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import type { Mutant } from "./mutant.ts";

type Compiled = { readonly evm: { readonly bytecode: { readonly object: string } } };

/** The release's compiler settings; without metadata, which changes with every character. */
const SETTINGS = {
  ...releaseSettings,
  metadata: { appendCBOR: false, bytecodeHash: "none" },
};

/**
 * Those of `mutants` that the release's compiler turns into the very bytecode of the original (trivial compiler
 * equivalence: Papadakis et al. 2015): no test can tell them apart. Compiles everything that uses the file, once for
 * the original and once per mutant, which takes long; meant for the few that survived.
 */
export function findEquivalents(
  root: string,
  sources: readonly SourceText[],
  trees: ReadonlyMap<string, AstNode>,
  mutants: readonly Mutant[],
  say: (line: string) => void,
): Set<Mutant> {
  const originals = new Map<string, string>();
  const equivalents = new Set<Mutant>();
  for (const mutant of mutants) {
    const { file } = mutant;
    const users = usersOf(file, trees);
    const original = originals.get(file) ?? bytecode(file, users, null);
    originals.set(file, original);
    if (bytecode(file, users, mutant) === original) equivalents.add(mutant);
    say(
      `compared ${file}:${mutant.line} with the original: ${equivalents.has(mutant) ? "the same" : "differs"}`,
    );
  }
  return equivalents;

  function bytecode(file: string, users: readonly string[], mutant: Mutant | null): string {
    const text = (source: SourceText) =>
      mutant !== null && source.name === file
        ? applyEdits(source, mutant.plain)
        : source.bytes.toString("utf8");
    const { contracts = {} } = runSolc<Compiled>(root, {
      sources: Object.fromEntries(sources.map((source) => [source.name, { content: text(source) }])),
      settings: {
        ...SETTINGS,
        outputSelection: Object.fromEntries(users.map((user) => [user, { "*": ["evm.bytecode.object"] }])),
      },
    });
    return JSON.stringify(
      users.map((user) => Object.values(contracts[user] ?? {}).map(({ evm }) => evm.bytecode.object)),
    );
  }
}

/** `file` and everything that imports it, directly or not. */
function usersOf(file: string, trees: ReadonlyMap<string, AstNode>): string[] {
  const found = new Set([file]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [name, tree] of trees) {
      const imports = childNodes(tree, "nodes").filter(({ nodeType }) => nodeType === "ImportDirective");
      if (imports.some(({ absolutePath }) => found.has(String(absolutePath)))) found.add(name);
    }
  }
  return [...found].sort();
}
