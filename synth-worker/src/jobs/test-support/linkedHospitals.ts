import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type DatasetSchema,
  digestOfDocument,
  joinSchemas,
  LINKED,
  type LinkedOrderSpec,
  makeHpkeKeyPair,
} from "@symbolon/protocol";
import { orderBudget } from "../../privacy/orderBudget.ts";
import { keystream } from "../../random/keystream.ts";
import type { ActorName } from "./testMarket.ts";

/** A hospital of the test: its columns, and its patients by their place in the register. */
type LinkedHospital = {
  readonly schema: DatasetSchema;
  /** levels[c][p]: the level of column c at patient p of the register. */
  readonly cells: readonly (readonly string[])[];
  readonly patients: readonly number[];
  /** How this hospital writes a patient's identifier. */
  readonly idOf: (patient: number) => string;
};

const column = (name: string, levels: readonly string[]) => ({
  name,
  label: name,
  kind: "categorical" as const,
  levels: [...levels],
});
const CARDIOLOGY: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "cardiology",
  columns: [column("rhythm", ["sinus", "af", "other"]), column("smoker", ["yes", "no"])],
  pairs: [["rhythm", "smoker"]],
};
const ONCOLOGY: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "oncology",
  columns: [
    column("stage", ["1", "2", "3", "4"]),
    column("marker", ["low", "high"]),
    column("therapy", ["a", "b", "c"]),
  ],
  pairs: [["stage", "therapy"]],
};

const range = (from: number, below: number) => Array.from({ length: below - from }, (_, i) => from + i);
const digits = (patient: number) => String(100_000 + 37 * patient);

/**
 * Two hospitals with different columns of one register: the first five sevenths of it at one, the last five at the other, so that three sevenths are at both.
 * They write identifiers in different ways. The third has the second's columns and patients, and links nobody.
 */
export function linkedHospitals(register: number): readonly [LinkedHospital, LinkedHospital, LinkedHospital] {
  const stream = keystream(new Uint8Array(32).fill(7), "register");
  const hidden = range(0, register).map(() => stream.nextBelow(12));
  const cellsOf = ({ columns }: DatasetSchema) =>
    columns.map((each) => {
      const levels = each.kind === "categorical" ? each.levels : [];
      return hidden.map((h) => {
        const code = stream.nextBelow(4) > 0 ? h : stream.nextBelow(12);
        return levels[code % levels.length]!;
      });
    });
  const outside = Math.round((2 * register) / 7);
  const oncology = {
    schema: ONCOLOGY,
    cells: cellsOf(ONCOLOGY),
    patients: range(outside, register).reverse(),
  };
  return [
    {
      schema: CARDIOLOGY,
      cells: cellsOf(CARDIOLOGY),
      patients: range(0, register - outside),
      idOf: (patient) => `fi-${digits(patient).slice(0, 3)} ${digits(patient).slice(3)}-x`,
    },
    { ...oncology, idOf: (patient) => `FI${digits(patient)}X` },
    { ...oncology, idOf: (patient) => `FI${digits(patient)}X` },
  ];
}

/** A register of 420 patients: 300 at each hospital, 180 at both. */
export const LINKED_HOSPITALS = linkedHospitals(420);

/** Writes files, schemas and configurations of the hospitals of linkedHospitals into folders of `folder`. */
export async function writeLinkedHospitals(
  folder: string,
  hospitals: ReturnType<typeof linkedHospitals> = LINKED_HOSPITALS,
): Promise<ReadonlyMap<ActorName, string>> {
  const configs = new Map<ActorName, string>();
  for (const [h, hospital] of hospitals.entries()) {
    const name = `hospital${h + 1}` as ActorName;
    const home = join(folder, `${name}-data`);
    await mkdir(home, { recursive: true });
    configs.set(name, await writeOne(home, hospital, h < 2));
  }
  return configs;
}

async function writeOne(
  home: string,
  { schema, cells, patients, idOf }: LinkedHospital,
  links: boolean,
): Promise<string> {
  const names = schema.columns.map(({ name }) => name);
  const lines = patients.map((p) => [idOf(p), ...cells.map((levels) => levels[p]!)].join(","));
  await writeFile(join(home, "records.csv"), `${["pid", ...names].join(",")}\n${lines.join("\n")}\n`);
  await writeFile(join(home, "schema.json"), JSON.stringify(schema));
  const config = {
    format: "symbolon-provider/1",
    title: `Test ${schema.name}`,
    description: "Records made at random, for tests",
    publisher: schema.name,
    contact: "data@hospital.example",
    file: "records.csv",
    schema: "schema.json",
    priceWei: "1000000000000000000",
    rhoCapMicro: "9000000",
    purposes: ["SCIENTIFIC_RESEARCH"],
    category: 1,
    licence: "https://creativecommons.org/licenses/by/4.0/",
    catalogue: {
      hdab: { name: "HDAB", page: "https://hdab.example/" },
      populationCoverage: "None",
      legalBasis: "Consent",
      provenance: "Made at random",
      accessUrl: "https://symbolon.example/",
    },
    source: Object.fromEntries(["pid", ...names].map((each) => [each, "text"])),
    subject: { sql: "pid" },
    columns: Object.fromEntries(names.map((each) => [each, { sql: each }])),
    ...(links ? { linkage: { register: "urn:oid:1.2.246.21", sql: "pid" } } : {}),
  };
  const path = join(home, "mapping.json");
  await writeFile(path, JSON.stringify(config));
  return path;
}

/** An order over two of {@link LINKED_HOSPITALS}' datasets (`ids`, as they are on chain), all columns. */
export async function linkedSpec(
  chainId: number,
  ids: readonly [string, string],
  hospitals: readonly [LinkedHospital, LinkedHospital],
): Promise<{ spec: LinkedOrderSpec; privateKey: `0x${string}` }> {
  const keys = await makeHpkeKeyPair();
  const parts = hospitals.map(({ schema }) => ({ schema, columns: schema.columns.map(({ name }) => name) }));
  const spec: LinkedOrderSpec = {
    format: "symbolon-order/3",
    chainId,
    datasetIds: [...ids],
    schemaDigest: digestOfDocument(joinSchemas(parts)),
    rows: 40,
    purpose: 1 << 4,
    buyerKey: keys.publicKey,
    thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
    engine: LINKED,
    parts: parts.map(({ schema, columns }, i) => ({
      datasetId: ids[i]!,
      schemaDigest: digestOfDocument(schema),
      columns,
    })),
    epsilon: 4,
    delta: 1e-6,
    rhoMicro: orderBudget(4, 1e-6).rhoMicro.toString(),
    workload: [
      ["rhythm", "stage"],
      ["smoker", "marker"],
      ["rhythm", "smoker"],
      ["smoker", "therapy"],
    ],
    patients: 150,
    mostPatients: 400,
  };
  return { spec, privateKey: keys.privateKey };
}
