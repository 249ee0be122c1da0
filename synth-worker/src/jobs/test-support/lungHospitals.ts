import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatasetSchema } from "@symbolon/protocol";
import type { ActorName } from "./testMarket.ts";

/** Survival in advanced lung cancer, as three groups of institutions list it. */
export const LUNG_SCHEMA: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "lung",
  columns: [
    { name: "time", label: "Survival", kind: "numeric", unit: "days", edges: [0, 180, 365, 1100] },
    { name: "status", label: "Death", kind: "categorical", levels: ["0", "1"] },
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [0, 60, 70, 121] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["male", "female"] },
    { name: "ph_ecog", label: "ECOG score", kind: "numeric", unit: "", edges: [0, 1, 2, 5] },
  ],
  pairs: [["sex", "status"]],
};

/**
 * Writes three hospitals that share the lung records by institution (up to 3, 4 to 11, above), as the reference fit has them; a record without
 * institution or ECOG score is left out.
 */
export async function lungHospitals(folder: string): Promise<ReadonlyMap<ActorName, string>> {
  const path = new URL("../../../../../shared/data/lung/lung.csv", import.meta.url);
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split(/\r?\n/);
  const names = header!.split(",");
  const records = lines.map((line) => line.split(","));
  const cell = (record: readonly string[], name: string) => record[names.indexOf(name)]!;
  const siteOf = (record: readonly string[]) => {
    const inst = cell(record, "inst");
    if (inst === "" || cell(record, "ph_ecog") === "") return -1;
    return Number(inst) <= 3 ? 0 : Number(inst) <= 11 ? 1 : 2;
  };
  const columns = LUNG_SCHEMA.columns.map(({ name }) => name);
  const configs = new Map<ActorName, string>();
  for (const [site, actor] of (["hospital1", "hospital2", "hospital4"] as const).entries()) {
    const home = join(folder, `${actor}-data`);
    await mkdir(home, { recursive: true });
    const own = records.filter((record) => siteOf(record) === site);
    const rows = own.map((record) => columns.map((name) => cell(record, name)).join(","));
    await writeFile(join(home, "records.csv"), `${[columns.join(","), ...rows].join("\n")}\n`);
    await writeFile(join(home, "schema.json"), JSON.stringify(LUNG_SCHEMA));
    const config = {
      format: "symbolon-provider/1",
      title: `Lung site ${site + 1}`,
      description: "Survival in advanced lung cancer, one group of institutions",
      publisher: `Lung site ${site + 1}`,
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
        populationCoverage: "Loprinzi et al. 1994",
        legalBasis: "Consent",
        provenance: "Public records of the survival package",
        accessUrl: "https://symbolon.example/",
      },
      source: Object.fromEntries(
        LUNG_SCHEMA.columns.map(({ name, kind }) => [name, kind === "numeric" ? "number" : "text"]),
      ),
      columns: Object.fromEntries(columns.map((name) => [name, { sql: name }])),
      releaseClasses: ["private", "statistics"],
    };
    configs.set(actor, join(home, "mapping.json"));
    await writeFile(configs.get(actor)!, JSON.stringify(config));
  }
  return configs;
}
