import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import solc from "solc";

/** A solc standard JSON input, as far as this repository sets it. */
export type SolcInput = {
  readonly sources: Readonly<Record<string, { readonly content: string }>>;
  readonly settings: Readonly<Record<string, unknown>>;
};

/** A message of solc; severity "error" means that there is no output. */
export type SolcMessage = {
  readonly severity: string;
  readonly formattedMessage: string;
};

/** What solc answered: `sources` hold the ASTs, `contracts` whatever the output selection asked for. */
export type SolcOutput<Contract = unknown> = {
  readonly errors?: readonly SolcMessage[];
  readonly sources?: Readonly<Record<string, { readonly ast: unknown }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, Contract>>>>;
};

/** Runs the pinned solc (WASM) in this process; imports of packages are read from `root`/node_modules. */
export function runSolc<Contract = unknown>(root: string, input: SolcInput): SolcOutput<Contract> {
  const read = (path: string) => {
    const file = [join(root, path), join(root, "node_modules", path)].find((candidate) =>
      existsSync(candidate),
    );
    return file === undefined
      ? { error: `${path} is not in the repository and no package has it` }
      : { contents: readFileSync(file, "utf8") };
  };
  return JSON.parse(
    solc.compile(JSON.stringify({ language: "Solidity", ...input }), { import: read }),
  ) as SolcOutput<Contract>;
}
