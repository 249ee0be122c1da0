import { applyEdits, type Edit } from "../solidity/applyEdits.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import { composeRemovals } from "./composeRemovals.ts";
import type { Mutant } from "./mutant.ts";
import { MUTANT_LIBRARY } from "./mutantLibrary.ts";

/**
 * One source that holds all `mutants` of it behind switches (mutant schemata: Untch, Offutt and Harrold 1993). Lines
 * stay where they are; only copies of functions come at the end of the contract. `libraryImport` is the import path of {@link MUTANT_LIBRARY} from this source.
 */
export function composeSchema(source: SourceText, mutants: readonly Mutant[], libraryImport: string): string {
  const wraps = mutants.flatMap((mutant) => mutant.wraps);
  if (mutants.length === 0) return source.bytes.toString("utf8");
  const closings = wraps
    .toSorted((a, b) => b.order - a.order)
    .map(({ end, close }): Edit => ({ start: end, end, text: close }));
  const openings = wraps
    .toSorted((a, b) => a.order - b.order)
    .map(({ start, open }): Edit => ({ start, end: start, text: open }));
  const text = source.bytes.toString("utf8");
  const pragma = /pragma solidity [^;]*;/.exec(text);
  const at = pragma === null ? 0 : Buffer.byteLength(text.slice(0, pragma.index + pragma[0].length));
  const include = ` import {${MUTANT_LIBRARY}} from ${JSON.stringify(libraryImport)};`;
  // Where one ends and the next begins at one byte, the closing comes first.
  return applyEdits(source, [
    { start: at, end: at, text: include },
    ...closings,
    ...composeRemovals(source, mutants),
    ...openings,
  ]);
}
