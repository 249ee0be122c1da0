import { parseArgs } from "node:util";
import {
  checkEhr,
  draftDomainFile,
  type EhrSource,
  type EhrTarget,
  ehrKey,
  exportEhr,
  importEhr,
  keyedPrivacy,
  offerOmop,
  readConceptMap,
} from "@symbolon/synth-worker/files";
import { usageError } from "../synth/usageError.ts";

/** What `symbolon ehr --help` prints. */
export const EHR_USAGE = `symbolon ehr: health records in and out, alone, without a chain (docs/EHR.md)

  symbolon ehr import --fhir FILE [--fhir FILE ...] --out DIR    FHIR R4 Bundles or ndjson to OMOP CDM 5.4 tables
  symbolon ehr import --map MAP.json --out DIR                   plain related CSV or Parquet (symbolon-ehr-map/1)
  symbolon ehr import --omop DIR --out DIR                       OMOP tables in CSV or Parquet
  symbolon ehr import --db URL [--schema omop] --out DIR         OMOP tables of a PostgreSQL server
      [--key FILE]        64 hexadecimal digits: same pseudonyms and date shifts next time (default: a new key, not kept)
      [--concepts FILE]   your own map to standard concepts: CSV with system, code, concept_id
      [--fhir-version R5] [--keep-dates] [--format csv|parquet]
  symbolon ehr export --omop DIR --to fhir|bundles|omop|csv --out DIR [--format csv|parquet]
  symbolon ehr check DIR                                         OMOP tables or FHIR files
  symbolon ehr offer DIR --out OFFER                             a draft of a dataset of these OMOP tables: one record per patient,
                                                                 schema and configuration of a provider's node
  symbolon ehr domain DIR --out DOMAIN.json                      a draft of what \`symbolon synth --omop --epsilon\` may know without
                                                                 looking. The draft LOOKS at the tables: draft it from public or
                                                                 made-up patients, or go through it by hand

An import moves dates, caps ages and drops what is not on the allow-list; its report, as JSON, says what. Exit code 0: done,
nothing found; 1: refused, or check and export found faults; 2: wrong usage.`;

const DRAFT_WARNING =
  "This is a draft that LOOKED at records: its codes, ranges and caps are theirs, and no promise of privacy can rest on it. Draft from public or made-up patients of the same form, or go through it by hand; then say in it where its facts come from (source) and take out drafted.";

/**
 * `symbolon ehr import|export|check|offer|domain`: reads health records into OMOP tables, de-identified; writes OMOP tables as FHIR R4, OMOP or plain tables; checks either;
 * drafts a dataset of OMOP tables, or the public facts that private patients need. Needs
 * no chain, gateway or account. Prints a report as JSON and returns the exit code; throws E1001 to E1006 for files and documents.
 */
export async function ehr(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      fhir: { type: "string", multiple: true, default: [] },
      map: { type: "string" },
      omop: { type: "string" },
      db: { type: "string" },
      schema: { type: "string", default: "public" },
      out: { type: "string", short: "o" },
      key: { type: "string" },
      concepts: { type: "string" },
      "fhir-version": { type: "string", default: "R4" },
      "keep-dates": { type: "boolean", default: false },
      format: { type: "string", default: "csv" },
      to: { type: "string" },
    },
  });
  const [act, folder] = positionals;
  if (values.help || act === undefined) {
    console.log(EHR_USAGE);
    return values.help ? 0 : 2;
  }
  const show = (report: object) => console.log(JSON.stringify(report, null, 2));
  const { format } = values;
  if (format !== "csv" && format !== "parquet") throw usageError("--format is csv or parquet");
  if (act === "check" && folder !== undefined) {
    const report = await checkEhr(folder);
    show(report);
    return report.findings.count === 0 ? 0 : 1;
  }
  const { out } = values;
  if (act === "offer" && folder !== undefined && out !== undefined) {
    show(await offerOmop(folder, out));
    return 0;
  }
  if (act === "domain" && folder !== undefined && out !== undefined) {
    const draft = await draftDomainFile(folder, out);
    console.error(DRAFT_WARNING);
    show(draft);
    return 0;
  }
  if (act === "export" && values.omop !== undefined && out !== undefined) {
    const report = await exportEhr({ omop: values.omop, to: targetOf(values.to), out, format });
    show(report);
    return report.findings.count === 0 ? 0 : 1;
  }
  const source =
    act === "import" ? sourceOf({ ...values, files: [...values.fhir, ...positionals.slice(1)] }) : null;
  if (source === null || out === undefined) {
    console.error(EHR_USAGE);
    return 2;
  }
  const privacy = keyedPrivacy(await ehrKey(values.key), values["keep-dates"] ? "kept" : "shifted");
  const concepts = values.concepts === undefined ? {} : { conceptOf: await readConceptMap(values.concepts) };
  show(await importEhr(source, { out, format, privacy, ...concepts }));
  return 0;
}

/** The one source that is named; null for none, and E1006 for several. */
function sourceOf(values: {
  readonly files: readonly string[];
  readonly map?: string;
  readonly omop?: string;
  readonly db?: string;
  readonly schema: string;
  readonly "fhir-version": string;
}): EhrSource | null {
  const { files, map, omop, db, schema, "fhir-version": version } = values;
  if (version !== "R4" && version !== "R5") throw usageError("--fhir-version is R4 or R5");
  const named: EhrSource[] = [];
  if (files.length > 0) named.push({ kind: "fhir", files, version });
  if (map !== undefined) named.push({ kind: "related", mapFile: map });
  if (omop !== undefined) named.push({ kind: "omop", folder: omop });
  if (db !== undefined) named.push({ kind: "postgres", url: db, schema });
  if (named.length > 1) throw usageError("name one source: --fhir, --map, --omop or --db");
  return named[0] ?? null;
}

function targetOf(to: string | undefined): EhrTarget {
  if (to === "fhir" || to === "bundles" || to === "omop" || to === "csv") return to;
  throw usageError("--to is fhir, bundles, omop or csv");
}
