import {
  type CatalogueDocument,
  entryTriples,
  SymbolonError,
  TURTLE_PREFIXES,
  writeTurtle,
} from "@symbolon/protocol";
import type { ListedEntry } from "./cataloguePage.ts";

/** Turtle of a head and the datasets that it lists; `blankPrefix` differs between heads of one document. An entry whose JSON-LD cannot be read is listed and not described. */
export function pageTurtle(
  head: Readonly<Record<string, unknown>>,
  listed: readonly ListedEntry[],
  blankPrefix = "page",
): string {
  const references = listed.map(({ entry }) => ({ "@id": entry["@id"] }));
  return [
    TURTLE_PREFIXES,
    writeTurtle(entryTriples({ ...head, "dcat:dataset": references }), blankPrefix),
    ...listed.map(({ row, entry }) => entryTurtle(entry, `d${row.id}n`)),
  ].join("\n");
}

function entryTurtle(entry: CatalogueDocument, blankPrefix: string): string {
  try {
    return writeTurtle(entryTriples(entry), blankPrefix);
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E1010") return "";
    throw error;
  }
}
