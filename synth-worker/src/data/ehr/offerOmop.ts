import { mkdir, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { type DatasetSchema, MODELLED_TABLES } from "@symbolon/protocol";
import { readDate } from "../../ehr/dates/readDate.ts";
import { CONCEPT } from "../../ehr/omop/conceptIds.ts";
import { readOmop } from "./readOmop.ts";

/** Rows of one patient per table at most, unless the hospital changes its draft. */
const MOST_ROWS = 500;

/** Public bins: whole years and days as people speak of them, never taken from the tables. Ages are capped at 90 by the import. */
const AGE = [0, 18, 30, 40, 50, 60, 70, 80, 91];
const DAYS = [0, 31, 92, 183, 366, 731, 1096, 1827, 3653, 36_526];
const VISITS = [0, 1, 2, 3, 6, 11, 21, 51, 10_001];

/** What was drafted, and what the hospital still has to say. */
export type OmopOffer = {
  readonly format: "symbolon-omop-offer/1";
  readonly records: number;
  readonly peopleLeftOut: number;
  readonly tables: readonly string[];
  readonly files: readonly string[];
  readonly fillIn: readonly string[];
};

/**
 * Drafts the offer of a folder of OMOP tables (imported before): `records.csv` with one record per observed person, its schema, and the configuration of a
 * provider's node, into `out`. Texts, prices, budget and legal basis are examples that the hospital replaces. Only tables that hold rows are
 * named. Throws E1005 and E1001 as readOmop.
 */
export async function offerOmop(folder: string, out: string): Promise<OmopOffer> {
  const tables = await readOmop(folder);
  const periods = new Map(tables.observation_period.map((row) => [row.person_id, row]));
  const dead = new Set(tables.death.map(({ person_id }) => person_id));
  const visits = new Map<number, number>();
  for (const { person_id } of tables.visit_occurrence)
    visits.set(person_id, (visits.get(person_id) ?? 0) + 1);
  const people = tables.person.filter(({ person_id }) => periods.has(person_id));
  const lines = people.map(({ person_id, year_of_birth, gender_concept_id }) => {
    const { observation_period_start_date: start, observation_period_end_date: end } =
      periods.get(person_id)!;
    const age = Math.max(0, Number(start.slice(0, 4)) - year_of_birth);
    const days = readDate(end)!.day - readDate(start)!.day;
    return [
      person_id,
      age,
      SEXES.get(gender_concept_id) ?? "other",
      days,
      dead.has(person_id) ? 1 : 0,
      visits.get(person_id) ?? 0,
    ].join(",");
  });
  const named = MODELLED_TABLES.filter((name) => tables[name].length > 0);
  const files = {
    "records.csv": `${["person_id,age,sex,days_observed,died,visits", ...lines].join("\n")}\n`,
    "schema.json": `${JSON.stringify(schemaOf(named), null, 2)}\n`,
    "mapping.json": `${JSON.stringify(configOf(relative(resolve(out), resolve(folder))), null, 2)}\n`,
  };
  await mkdir(out, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(files)) await writeFile(join(out, name), text, { mode: 0o600 });
  return {
    format: "symbolon-omop-offer/1",
    records: people.length,
    peopleLeftOut: tables.person.length - people.length,
    tables: named,
    files: Object.keys(files),
    fillIn: FILL_IN,
  };
}

const SEXES = new Map<number, string>([
  [CONCEPT.female, "f"],
  [CONCEPT.male, "m"],
]);

/** Members of the configuration that are examples. */
const FILL_IN = [
  "title",
  "description",
  "publisher",
  "contact",
  "priceWei",
  "rhoCapMicro",
  "purposes",
  "category",
  "licence",
  "catalogue",
];

function schemaOf(tables: NonNullable<DatasetSchema["related"]>["tables"]): DatasetSchema {
  const numeric = (name: string, label: string, unit: string, edges: number[]) =>
    ({ name, label, kind: "numeric", unit, edges }) as const;
  const columns: DatasetSchema["columns"] = [
    numeric("age", "Age when observation began", "years", AGE),
    { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m", "other"] },
    numeric("days_observed", "Days observed", "days", DAYS),
    { name: "died", label: "Died", kind: "categorical", levels: ["0", "1"] },
    numeric("visits", "Visits", "", VISITS),
  ];
  const names = columns.map(({ name }) => name);
  return {
    format: "symbolon-schema/1",
    name: "omop-patients",
    columns,
    pairs: names.flatMap((a, i) => names.slice(i + 1).map((b): [string, string] => [a, b])),
    related: { standard: "OMOP-CDM-5.4", tables, mostRows: MOST_ROWS },
  };
}

/** A configuration that a provider's node takes as it is, so that the hospital can look at its offer on a local chain first. */
function configOf(folder: string): object {
  return {
    format: "symbolon-provider/1",
    title: "Patients over time",
    description: "Replace: who the patients are, what is recorded, and how they were chosen.",
    publisher: "Replace: name of the hospital",
    contact: "replace@hospital.example",
    file: "records.csv",
    schema: "schema.json",
    priceWei: "1000000000000000000",
    rhoCapMicro: "1000000",
    purposes: ["SCIENTIFIC_RESEARCH"],
    category: 0,
    licence: "https://creativecommons.org/licenses/by/4.0/",
    catalogue: {
      hdab: { name: "Replace: health data access body", page: "https://hdab.example/" },
      populationCoverage: "Replace: region, years, inclusion",
      legalBasis: "Replace: consent, and for what",
      provenance: "OMOP CDM 5.4 tables, imported with dates moved, ages capped and free text left out",
      accessUrl: "https://market.example/",
    },
    source: {
      person_id: "text",
      age: "number",
      sex: "text",
      days_observed: "number",
      died: "text",
      visits: "number",
    },
    subject: { sql: "person_id" },
    columns: Object.fromEntries(
      ["age", "sex", "days_observed", "died", "visits"].map((name) => [name, { sql: name }]),
    ),
    releaseClasses: ["private", "high-fidelity"],
    related: { folder: folder.split(sep).join("/") },
    survival: [{ time: "days_observed", event: "died", level: "1" }],
  };
}
