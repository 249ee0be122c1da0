import {
  type CatalogueDocument,
  checkDescription,
  type DatasetDescription,
  describeDataset,
  digestOfDocument,
  documentBytes,
  type EntryFinding,
  type Hex,
  MAX_SINGLE_BLOCK_BYTES,
  type ReadDescription,
  readDescriptions,
  SymbolonError,
} from "@symbolon/protocol";
import { parseRdf, type RdfType } from "./parseRdf.ts";

/** What became of one dataset of a file. `entry` and `digest` are there when it has no violation. */
export type ImportedEntry = {
  readonly iri: string | null;
  readonly description: DatasetDescription;
  /** Violations first; warnings are recommended properties that are missing. */
  readonly findings: readonly EntryFinding[];
  /** Properties of the file that an entry does not hold. */
  readonly ignored: readonly string[];
  readonly entry: CatalogueDocument | null;
  readonly digest: Hex | null;
};

/**
 * Reads a catalogue file (HealthDCAT-AP as Turtle, N-Triples or JSON-LD) or one typed description (application/json), and checks every dataset of it.
 * Nothing is stored. Throws E1010 for a file that cannot be read or that holds no dataset.
 */
export async function importEntries(
  text: string,
  type: RdfType | "application/json",
): Promise<readonly ImportedEntry[]> {
  const found: readonly ReadDescription[] =
    type === "application/json"
      ? [{ description: parseJson(text), faults: [], ignored: [] }]
      : readDescriptions(await parseRdf(text, type));
  if (found.length === 0) throw unreadable(type, "it holds no dcat:Dataset");
  return found.map(({ description, faults, ignored }) => {
    const findings = [...faults, ...checkDescription(description)];
    const valid = findings.every(({ severity }) => severity !== "violation");
    const entry = valid ? describeDataset(description) : null;
    if (entry !== null && documentBytes(entry).length > MAX_SINGLE_BLOCK_BYTES)
      throw unreadable(type, `the entry of ${entry["@id"]} is above ${MAX_SINGLE_BLOCK_BYTES} bytes`);
    return {
      iri: typeof description.iri === "string" ? description.iri : null,
      description,
      findings,
      ignored,
      entry,
      digest: entry === null ? null : digestOfDocument(entry),
    };
  });
}

/** Any object passes: what is wrong inside is told as findings. */
function parseJson(text: string): DatasetDescription {
  const format = "application/json";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(format, String(cause).slice(0, 200));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw unreadable(format, "it is no object");
  return value as DatasetDescription;
}

function unreadable(format: string, reason: string): SymbolonError {
  return new SymbolonError("E1010", { format, reason });
}
