import type { ColumnDraft } from "./columnDraft.ts";
import type { ColumnFacts } from "./columnFacts.ts";
import { identifierDoubt } from "./identifierDoubt.ts";
import { niceEdges } from "./niceEdges.ts";
import type { SampleColumn } from "./sampleTable.ts";

/** At most this many different numbers are codes, not measurements. */
const MOST_CODES = 10;
/** Levels below this many records are pooled: a public level that few people have points to them. */
export const SMALL_GROUP = 10;
const MAX_LEVELS = 60;
const MAX_LEVEL_CHARACTERS = 60;
const MAX_COLUMNS = 200;
/** Names of file columns that a node's configuration can hold. */
const SOURCE_NAME = /^[^"\p{Cc}]{1,80}$/u;

/** Proposes a schema column for each column of a sample, in its order. What may identify people, and what no schema can hold, is left out with the reason. */
export function draftColumns(
  columns: readonly (Pick<SampleColumn, "name" | "concept"> & { readonly facts: ColumnFacts })[],
  rows: number,
): ColumnDraft[] {
  const taken = new Set<string>();
  let included = 0;
  return columns.map(({ name: source, facts, concept }) => {
    const name = uniqueName(source, taken);
    taken.add(name);
    const isNumber = facts.isNumber && facts.different > MOST_CODES;
    const nice = isNumber ? niceEdges(facts) : null;
    const kept = keptLevels(facts);
    const doubt =
      unusable(source, facts) ??
      identifierDoubt(source, facts, rows) ??
      (isNumber
        ? nice === null
          ? "Numbers too large or too small for whole edges"
          : null
        : levelDoubt(facts, kept)) ??
      (included >= MAX_COLUMNS ? `A schema has at most ${MAX_COLUMNS} columns` : null);
    if (doubt === null) included++;
    return {
      source,
      name,
      label: labelOf(source),
      isIncluded: doubt === null,
      doubt,
      kind: isNumber && nice !== null ? "number" : "category",
      hasMissing: facts.empty > 0,
      unit: "",
      scale: nice?.scale ?? 1,
      edges: nice?.edges ?? [],
      levels: isNumber ? [] : kept,
      hasOther: !isNumber && kept.length < facts.different,
      ...(concept === undefined || (concept.resource === "Condition" && !kept.includes("yes"))
        ? {}
        : { concept }),
    };
  });
}

function unusable(source: string, facts: ColumnFacts): string | null {
  if (!SOURCE_NAME.test(source)) return "Its name is empty, too long, or has quotes: rename it in the file";
  if (facts.filled === 0) return "It is empty";
  return facts.different === 1 && facts.empty === 0 ? "It has one value only" : null;
}

function levelDoubt(facts: ColumnFacts, kept: readonly string[]): string | null {
  if (facts.texts.length === 0 || facts.different > MAX_LEVELS * 4)
    return "Too many different texts to be categories";
  if (kept.length === 0) return `No value occurs in ${SMALL_GROUP} records`;
  return kept.length + Number(kept.length < facts.different) + Number(facts.empty > 0) < 2
    ? "One value only is left once rare ones are pooled"
    : null;
}

/** Texts that enough records have, by code unit, numbers by value. */
function keptLevels(facts: ColumnFacts): string[] {
  return facts.texts
    .filter(([text, count]) => count >= SMALL_GROUP && text.length <= MAX_LEVEL_CHARACTERS)
    .slice(0, MAX_LEVELS)
    .map(([text]) => text)
    .sort(facts.isNumber ? (a, b) => Number(a) - Number(b) : undefined);
}

/** A name as schemas have it: "Tumour size (mm)" -> tumour_size_mm; a number is added where it is taken. */
function uniqueName(source: string, taken: ReadonlySet<string>): string {
  const plain = source
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "");
  const base = (plain === "" ? "column" : plain).slice(0, 27);
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}_${i}`;
    if (!taken.has(name)) return name;
  }
}

function labelOf(source: string): string {
  const words =
    source
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .replaceAll("_", " ")
      .trim() || "Column";
  return words.charAt(0).toUpperCase() + words.slice(1);
}
