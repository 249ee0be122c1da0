import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseDocument, SymbolonError } from "@symbolon/protocol";
import type { PersonPrivacy } from "../../ehr/dates/personPrivacy.ts";
import { deidentifyOmop } from "../../ehr/import/deidentifyOmop.ts";
import type { ConceptOf } from "../../ehr/import/importContext.ts";
import type { ImportReport } from "../../ehr/import/importReport.ts";
import { importTally } from "../../ehr/import/importTally.ts";
import { startImport } from "../../ehr/import/startImport.ts";
import { conceptRows, usedConcepts } from "../../ehr/omop/conceptRows.ts";
import { emptyTables } from "../../ehr/omop/emptyTables.ts";
import { OMOP_TABLE_NAMES, type OmopTables } from "../../ehr/omop/omopTables.ts";
import { RelatedMap } from "../../ehr/related/relatedMap.ts";
import { omopFiles } from "./omopFiles.ts";
import { openOmop } from "./openOmop.ts";
import { openOmopPostgres } from "./openOmopPostgres.ts";
import { partByPerson } from "./partByPerson.ts";
import { type PersonEntry, readFhirFile } from "./readFhirFile.ts";
import { readRelatedFiles } from "./readRelatedFiles.ts";

/** What an import reads. */
export type EhrSource =
  | { readonly kind: "fhir"; readonly files: readonly string[]; readonly version: "R4" | "R5" }
  /** A symbolon-ehr-map/1 file; the tables it names lie beside it. */
  | { readonly kind: "related"; readonly mapFile: string }
  | { readonly kind: "omop"; readonly folder: string }
  | { readonly kind: "postgres"; readonly url: string; readonly schema: string };

/** Where an import writes, and how. */
export type EhrImport = {
  readonly out: string;
  readonly format: "csv" | "parquet";
  readonly privacy: PersonPrivacy;
  readonly conceptOf?: ConceptOf;
};

/** Bytes of source files that are mapped in one go; of more, one part at a time is in memory. */
const PART_BYTES = 16 * 2 ** 20;
const MOST_PARTS = 500;
/** People whose OMOP rows are in memory at a time. */
const PEOPLE = 2000;

/**
 * Imports records into OMOP tables in the folder `out`: de-identified, with what was dropped and refused in the report. Memory stays at one part of the people,
 * whatever the size of the source (ndjson, CSV, Parquet, PostgreSQL). Nothing appears in `out` before all is read. Throws as the readers of the source do; never
 * for what single resources or rows hold.
 */
export async function importEhr(source: EhrSource, options: EhrImport): Promise<ImportReport> {
  if (source.kind === "omop") return await importOmop(await openOmop(source.folder), options);
  if (source.kind === "postgres")
    return await importOmop(await openOmopPostgres(source.url, source.schema), options);
  if (source.kind === "fhir") {
    const bytes = await bytesOf(source.files);
    return await importEntries(fhirEntries(source.files), bytes, source.version, options);
  }
  const map = parseDocument(RelatedMap, await jsonOf(source.mapFile), basename(source.mapFile));
  const folder = dirname(source.mapFile);
  const bytes = await bytesOf(map.tables.map(({ file }) => join(folder, file)));
  // As resources, rows are several times as long.
  return await importEntries(readRelatedFiles(folder, map), bytes * 8, "R4", options);
}

async function importEntries(
  entries: AsyncIterable<PersonEntry>,
  bytes: number,
  version: "R4" | "R5",
  { out, format, privacy, conceptOf }: EhrImport,
): Promise<ImportReport> {
  const count = Math.min(MOST_PARTS, Math.max(1, Math.ceil(bytes / PART_BYTES)));
  const parts = await partByPerson(entries, count);
  try {
    const run = startImport({ privacy, version, ...(conceptOf === undefined ? {} : { conceptOf }) });
    run.takeMedications(parts.medications);
    const files = await omopFiles(out, format);
    try {
      for await (const part of parts.parts()) await files.write(run.take(part));
      const { tables, report } = run.finish();
      await files.write(tables);
      await files.finish();
      return report;
    } catch (error) {
      await files.abandon();
      throw error;
    }
  } finally {
    await parts.close();
  }
}

async function importOmop(
  source: Awaited<ReturnType<typeof openOmop>>,
  { out, format, privacy }: EhrImport,
): Promise<ImportReport> {
  try {
    const tally = importTally();
    const lastIds = new Map<string, number>();
    const concepts = new Set<number>();
    const systems = new Map<string, string>();
    const files = await omopFiles(out, format);
    try {
      for await (const batch of source.batches(PEOPLE)) {
        for (const { vocabulary_id: id, vocabulary_reference: uri } of batch.vocabulary)
          if (uri !== undefined && id !== "None") systems.set(id, uri);
        const tables = deidentifyOmop(batch, { privacy, tally, renumber: renumberFrom(lastIds) });
        usedConcepts(tables, concepts);
        count(tables);
        await files.write(tables);
      }
      for (const { table, orphans } of await source.strays())
        for (let i = 0; i < orphans; i++) tally.drop(`${table} (its person or episode is not there)`);
      const vocabularies = { ...emptyTables(), ...conceptRows(concepts, systems) };
      count(vocabularies);
      await files.write(vocabularies);
      await files.finish();
      return tally.report(privacy.boundDays);
    } catch (error) {
      await files.abandon();
      throw error;
    }
    function count(tables: OmopTables): void {
      for (const table of OMOP_TABLE_NAMES)
        if (tables[table].length > 0) tally.rows(table, tables[table].length);
    }
  } finally {
    await source.close();
  }
}

/** New numbers that go on from the last batch's; within a batch a key keeps its new number. */
function renumberFrom(lastIds: Map<string, number>) {
  const known = new Map<string, number>();
  return {
    of(table: string, key: number): number {
      const name = `${table}/${key}`;
      let id = known.get(name);
      if (id === undefined) {
        id = (lastIds.get(table) ?? 0) + 1;
        lastIds.set(table, id);
        known.set(name, id);
      }
      return id;
    },
  };
}

async function* fhirEntries(files: readonly string[]): AsyncGenerator<PersonEntry> {
  for (const file of files) yield* readFhirFile(file);
}

async function bytesOf(files: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of new Set(files))
    bytes += await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes;
}

async function jsonOf(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new SymbolonError(
      "E1005",
      { file: basename(path), reason: "it is not there or not JSON" },
      { cause },
    );
  }
}
