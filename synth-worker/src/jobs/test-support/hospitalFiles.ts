import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatasetSchema } from "@symbolon/protocol";

/** A small public schema for tests. */
export const TEST_SCHEMA: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [0, 40, 60, 100] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
    { name: "stage", label: "Stage", kind: "categorical", levels: ["1", "2", "3"] },
  ],
  pairs: [
    ["age", "stage"],
    ["sex", "stage"],
  ],
};

/**
 * Writes file, schema and configuration of a test hospital with `rows` patients into `folder`; returns the configuration's path. `change`
 * alters the configuration.
 */
export async function writeHospital(
  folder: string,
  title: string,
  rows: number,
  change: object = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const lines = ["id,years,sex,stage"];
  for (let i = 0; i < rows; i++) {
    lines.push(`P${i + 1},${20 + ((i * 37) % 70)},${i % 3 === 0 ? "m" : "f"},${1 + ((i * i) % 3)}`);
  }
  const config = {
    format: "symbolon-provider/1",
    title,
    description: "Records made by a formula, for tests",
    publisher: title,
    contact: "data@hospital.example",
    file: "records.csv",
    schema: "schema.json",
    priceWei: "1000000000000000000",
    rhoCapMicro: "1000000",
    purposes: ["SCIENTIFIC_RESEARCH"],
    category: 1,
    licence: "https://creativecommons.org/licenses/by/4.0/",
    catalogue: {
      hdab: { name: "HDAB", page: "https://hdab.example/" },
      populationCoverage: "None",
      legalBasis: "Consent",
      provenance: "Made by a formula",
      accessUrl: "https://symbolon.example/",
    },
    source: { id: "text", years: "number", sex: "text", stage: "text" },
    subject: { sql: "id" },
    columns: { age: { sql: "years" }, sex: { sql: "sex" }, stage: { sql: "stage" } },
    ...change,
  };
  await writeFile(join(folder, "records.csv"), `${lines.join("\n")}\n`);
  await writeFile(join(folder, "schema.json"), JSON.stringify(TEST_SCHEMA));
  const path = join(folder, "mapping.json");
  await writeFile(path, JSON.stringify(config));
  return path;
}
