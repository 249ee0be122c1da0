import { id } from "ethers";
import type { AstNode } from "../../solidity/astNode.ts";
import { childNodes } from "../../solidity/childNodes.ts";
import { runSolc } from "../../solidity/runSolc.ts";
import type { SourceText } from "../../solidity/sourceText.ts";
import { type SolcLayout, storageSlots } from "./storageSlots.ts";

/** What others depend on of one deployed contract. Records are sorted by key. */
export type ContractSurface = {
  /** Storage in slot order, as "slot:offset label type (bytes)"; members of structs indented below. */
  readonly storage: readonly string[];
  /** The same of transient storage. */
  readonly transientStorage: readonly string[];
  /** Signature to 4-byte selector. */
  readonly functions: Readonly<Record<string, string>>;
  /** Signature to topic 0; a trailing mask says which arguments are indexed, e.g. "ii-". */
  readonly events: Readonly<Record<string, string>>;
  /** Signature to 4-byte selector. */
  readonly errors: Readonly<Record<string, string>>;
};

type AbiInput = {
  readonly type: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiInput[];
};
type AbiEntry = { readonly type: string; readonly name?: string; readonly inputs?: readonly AbiInput[] };
type Compiled = {
  readonly abi: readonly AbiEntry[];
  readonly evm: { readonly methodIdentifiers: Readonly<Record<string, string>> };
  readonly storageLayout: SolcLayout;
  readonly transientStorageLayout?: SolcLayout;
};

const OUTPUTS = ["abi", "evm.methodIdentifiers", "storageLayout", "transientStorageLayout"];

/**
 * Surface of every contract in `sources` that can be deployed, by name. Needs no code generation. Throws Error with
 * solc's words when the sources do not compile.
 */
export function contractSurface(
  root: string,
  sources: readonly SourceText[],
): Record<string, ContractSurface> {
  const output = runSolc<Compiled>(root, {
    sources: Object.fromEntries(
      sources.map(({ name, bytes }) => [name, { content: bytes.toString("utf8") }]),
    ),
    settings: { evmVersion: "cancun", outputSelection: { "*": { "": ["ast"], "*": OUTPUTS } } },
  });
  const failures = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (failures.length > 0) throw new Error(failures.map((error) => error.formattedMessage).join("\n"));
  const surface: [string, ContractSurface][] = [];
  for (const { name: source } of sources) {
    for (const node of childNodes(output.sources?.[source]?.ast as AstNode, "nodes")) {
      const compiled = output.contracts?.[source]?.[String(node.name)];
      if (node.contractKind !== "contract" || node.abstract === true || compiled === undefined) continue;
      surface.push([String(node.name), surfaceOf(compiled)]);
    }
  }
  return sorted(surface);
}

function surfaceOf({ abi, evm, storageLayout, transientStorageLayout }: Compiled): ContractSurface {
  const named = (kind: string) => abi.filter(({ type }) => type === kind);
  return {
    storage: storageSlots(storageLayout),
    transientStorage: storageSlots(transientStorageLayout),
    functions: sorted(
      Object.entries(evm.methodIdentifiers).map(([name, selector]) => [name, `0x${selector}`]),
    ),
    events: sorted(
      named("event").map((entry) => [signature(entry), `${id(signature(entry))} ${indexes(entry)}`.trim()]),
    ),
    errors: sorted(named("error").map((entry) => [signature(entry), id(signature(entry)).slice(0, 10)])),
  };
}

function signature({ name, inputs = [] }: AbiEntry): string {
  return `${name}(${inputs.map(typeText).join(",")})`;
}

/** A tuple written out, arrays of them too, as selectors are hashed from it. */
function typeText({ type, components = [] }: AbiInput): string {
  return type.startsWith("tuple")
    ? `(${components.map(typeText).join(",")})${type.slice("tuple".length)}`
    : type;
}

function indexes({ inputs = [] }: AbiEntry): string {
  return inputs.map(({ indexed }) => (indexed === true ? "i" : "-")).join("");
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
