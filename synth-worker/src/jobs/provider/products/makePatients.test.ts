import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  EvaluationReport,
  type HighFidelityOrderSpec,
  PATIENTS_FILE,
  productRows,
  SymbolonError,
  unzipFiles,
} from "@symbolon/protocol";
import { readOmop } from "../../../data/ehr/readOmop.ts";
import { writeOmopHospital } from "../../test-support/omopHospital.ts";
import { checkOrderedArchive } from "../../worker/checkOrderedArchive.ts";
import type { FileClaim } from "../../worker/claims.ts";
import { type Hospital, openHospital } from "../openHospital.ts";
import type { MadeFile } from "./madeFile.ts";
import { makePatients } from "./makePatients.ts";
import { orderPatients } from "./orderPatients.ts";

const PATIENTS = 2200;
const ROWS = 1000;
let folder = "";
let hospital: Hospital;
let made: MadeFile | null;
/** Everybody but the first hundred, who withdrew: four fifths learn, one judges. */
const WITHDRAWN = 100;
const flagsOf = (rows: number) => ({
  training: Uint8Array.from({ length: rows }, (_, row) => Number(row >= WITHDRAWN && row % 5 !== 0)),
  holdout: Uint8Array.from({ length: rows }, (_, row) => Number(row >= WITHDRAWN && row % 5 === 0)),
});
const spec = { product: "patients-over-time", rows: ROWS } as HighFidelityOrderSpec;
const seed = new Uint8Array(32).fill(3);
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-make-patients-"));
  const config = await writeOmopHospital(join(folder, "data"), "Hospital", PATIENTS);
  hospital = await openHospital(config, join(folder, "state"));
  made = await makePatients(hospital, spec, flagsOf(PATIENTS), seed);
});
after(async () => {
  hospital?.records.close();
  await rm(folder, { recursive: true, force: true });
});

const linesOf = (name: string) => {
  const file = unzipFiles(made!.file, "file").find((each) => each.name === name);
  return new TextDecoder().decode(file!.bytes).trimEnd().split("\n");
};

test("an archive has whole patients with their records and tables, and every key in it holds", () => {
  assert.notEqual(made, null);
  const files = unzipFiles(made!.file, "file");
  assert.equal(productRows("patients-over-time", files), ROWS);
  assert.equal(linesOf(PATIENTS_FILE)[0], "person_id,age,sex,stage");
  assert.ok(files.every(({ name }) => !name.includes("condition_occurrence")));
  const persons = new Set(
    linesOf("omop/person.csv")
      .slice(1)
      .map((line) => line.split(",")[0]),
  );
  assert.deepEqual(
    [...persons],
    Array.from({ length: ROWS }, (_, i) => String(i + 1)),
  );
  const [header, ...visits] = linesOf("omop/visit_occurrence.csv");
  const place = header!.split(",").indexOf("person_id");
  assert.ok(visits.length > 1.5 * ROWS);
  for (const line of visits) assert.ok(persons.has(line.split(",")[place]!));
});

test("the archive is one that nodes take for what was ordered", async () => {
  const verified = { order: { orderId: 1n }, spec, schema: hospital.schema };
  await checkOrderedArchive({ verified, folder } as unknown as FileClaim, made!.file);
});

test("a record and its person agree on the sex, as real ones do", () => {
  const records = linesOf(PATIENTS_FILE)
    .slice(1)
    .map((line) => line.split(",")[2]);
  const people = linesOf("omop/person.csv")
    .slice(1)
    .map((line) => (line.split(",")[1] === "8507" ? "m" : "f"));
  const same = records.filter((sex, i) => sex === people[i]).length;
  // Independent draws would agree in half; nine of ten are far above what chance gives.
  assert.ok(same > 0.9 * ROWS, String(same));
});

test("the report tells of the tables over time, without a break, and fits the format", () => {
  const { report } = made!;
  assert.deepEqual(EvaluationReport.parse(report), report);
  assert.equal(report.overTime!.violations, 0);
  assert.equal(report.overTime!.patients, ROWS);
  const measured = report.overTime!.tables.find(({ table, rows }) => table === "measurement" && rows > 0)!;
  assert.ok(measured.rowsPerPatient! < 0.15);
  const [lag] = measured.lag;
  assert.ok(lag!.real! > 0.8 && Math.abs(lag!.real! - lag!.synthetic!) < 0.15, JSON.stringify(lag));
  assert.equal(report.privacy.membership.length, 3);
  assert.equal(report.training.sha256, null);
});

test("the same seed makes the same archive; with too few patients none is made", async () => {
  const again = await makePatients(hospital, spec, flagsOf(PATIENTS), seed);
  assert.equal(again!.outputHash, made!.outputHash);
  const few = flagsOf(PATIENTS);
  few.holdout.fill(0, 300);
  assert.equal(await makePatients(hospital, spec, few, seed), null);
});

test("a patient with two records is used only where both may be", async () => {
  const [first = ""] = hospital.records.subjects;
  const second = hospital.records.subjects.indexOf("2");
  const subjects = hospital.records.subjects.with(second, first);
  const twice = { ...hospital, records: { ...hospital.records, subjects } };
  const used = async (rows: readonly number[]) => {
    const training = Uint8Array.from({ length: PATIENTS }, (_, row) => Number(rows.includes(row)));
    return (await orderPatients(twice, { training, holdout: training })).training.patients.rows;
  };
  assert.deepEqual([await used([0]), await used([second]), await used([0, second])], [0, 0, 1]);
});

test("a record that is one person's by number and another's by source lends itself to neither", async () => {
  const isUnclear = (error: unknown) =>
    error instanceof SymbolonError && error.code === "E1006" && /one person/.test(error.message);
  const people = (await readOmop(hospital.folders.related!)).person;
  const pseudonym = people[1]!.person_source_value!;
  // The second person's number is the subject of one record, and that person's source value of another.
  const subjects = hospital.records.subjects.with(2, pseudonym);
  const two = { ...hospital, records: { ...hospital.records, subjects } };
  await assert.rejects(orderPatients(two, flagsOf(PATIENTS)), isUnclear);
  // The second person's source value is the first one's number.
  const related = join(folder, "overlapping");
  await cp(hospital.folders.related!, related, { recursive: true });
  const table = await readFile(join(related, "person.csv"), "utf8");
  await writeFile(join(related, "person.csv"), table.replace(pseudonym, String(people[0]!.person_id)));
  const overlapping = {
    ...hospital,
    folders: { ...hospital.folders, related },
    records: { ...hospital.records, subjects: hospital.records.subjects.with(1, "nobody") },
  };
  await assert.rejects(orderPatients(overlapping, flagsOf(PATIENTS)), isUnclear);
});

test("a folder in which nobody has a record is refused, and one that the schema does not name", async () => {
  const strangers = {
    ...hospital,
    records: { ...hospital.records, subjects: hospital.records.subjects.map((id) => `x${id}`) },
  };
  const isRefused = (error: unknown) => error instanceof SymbolonError && error.code === "E1006";
  await assert.rejects(makePatients(strangers, spec, flagsOf(PATIENTS), seed), isRefused);
  const { related, ...bare } = hospital.schema;
  assert.notEqual(related, undefined);
  await writeFile(join(folder, "data", "schema.json"), JSON.stringify(bare));
  await assert.rejects(openHospital(join(folder, "data", "mapping.json"), join(folder, "state")), isRefused);
});
