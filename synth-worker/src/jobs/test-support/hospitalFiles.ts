import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatasetSchema } from "@symbolon/protocol";
import { keystream } from "../../random/keystream.ts";

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

/** Age, sex and stage of one patient. */
type Patient = readonly [years: number, sex: string, stage: number];

const byFormula = (i: number): Patient => [20 + ((i * 37) % 70), i % 3 === 0 ? "m" : "f", 1 + ((i * i) % 3)];

/** Patients at random (the same every time) in whom the stage goes with the age; only twelve kinds, so that nobody sticks out. */
export function commonPatients(): (i: number) => Patient {
  const { nextBelow } = keystream(new Uint8Array(32), "patients");
  return () => {
    const [years, sex] = [nextBelow(2) === 0 ? 20 : 50, nextBelow(2) === 0 ? "m" : "f"];
    const isAdvanced = nextBelow(10) < (years - 10) / 5;
    return [years, sex, 1 + Number(isAdvanced) + nextBelow(2)];
  };
}

/**
 * Writes file, schema and configuration of a test hospital with `rows` patients into `folder`; returns the configuration's path. `change`
 * alters the configuration, `patient` makes the patients.
 */
export async function writeHospital(
  folder: string,
  title: string,
  rows: number,
  change: object = {},
  patient: (i: number) => Patient = byFormula,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const lines = ["id,years,sex,stage"];
  for (let i = 0; i < rows; i++) lines.push(`P${i + 1},${patient(i).join(",")}`);
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
