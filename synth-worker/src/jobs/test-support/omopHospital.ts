import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatasetSchema } from "@symbolon/protocol";
import { importEhr } from "../../data/ehr/importEhr.ts";
import { readOmop } from "../../data/ehr/readOmop.ts";
import { madeUpBundle } from "../../data/ehr/test-support/madeUpBundle.ts";
import { keyedPrivacy } from "../../ehr/dates/personPrivacy.ts";
import { TEST_SCHEMA, writeHospital } from "./hospitalFiles.ts";

/** The usual test records, of patients who have visits and measurements. */
export const OMOP_SCHEMA: DatasetSchema = {
  ...TEST_SCHEMA,
  related: { standard: "OMOP-CDM-5.4", tables: ["visit_occurrence", "measurement"], mostRows: 20 },
};

/**
 * Writes a hospital with `patients` made-up patients into `folder`: their OMOP tables, imported from FHIR, and one record for each, whose subject is their
 * person_id. Age and sex are OMOP's; every third stage is 3. Returns the configuration's path.
 */
export async function writeOmopHospital(folder: string, title: string, patients: number): Promise<string> {
  const config = await writeHospital(folder, title, 1, {
    releaseClasses: ["private", "high-fidelity"],
    related: { folder: "omop" },
  });
  await writeFile(join(folder, "all.ndjson"), madeUpBundle(patients));
  await importEhr(
    { kind: "fhir", files: [join(folder, "all.ndjson")], version: "R4" },
    { out: join(folder, "omop"), format: "csv", privacy: keyedPrivacy(new Uint8Array(32).fill(1)) },
  );
  const { person } = await readOmop(join(folder, "omop"));
  const lines = person.map(({ person_id, year_of_birth, gender_concept_id }, i) => {
    const sex = gender_concept_id === 8507 ? "m" : "f";
    return `${person_id},${2015 - year_of_birth},${sex},${i % 3 === 0 ? 3 : 1 + (year_of_birth % 2)}`;
  });
  await writeFile(join(folder, "records.csv"), `${["id,years,sex,stage", ...lines].join("\n")}\n`);
  await writeFile(join(folder, "schema.json"), JSON.stringify(OMOP_SCHEMA));
  return config;
}
