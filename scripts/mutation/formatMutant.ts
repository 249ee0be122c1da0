import { applyEdits } from "../solidity/applyEdits.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import type { Mutant } from "./mutant.ts";

/** A mutant as file:line, operator and the lines it changes. */
export function formatMutant(source: SourceText, mutant: Mutant): string {
  const before = source.bytes.toString("utf8").split("\n");
  const after = applyEdits(source, mutant.plain).split("\n");
  const first = before.findIndex((line, i) => line !== after[i]);
  let same = 0;
  while (before.at(-1 - same) === after.at(-1 - same)) ++same;
  const removed = before.slice(first, Math.max(before.length - same, first + 1));
  const added = after.slice(first, Math.max(after.length - same, first + 1));
  return [
    `${mutant.file}:${mutant.line} ${mutant.operator} (#${mutant.id})`,
    ...removed.map((line) => `    - ${line.trim()}`),
    ...added.map((line) => `    + ${line.trim()}`),
  ].join("\n");
}
