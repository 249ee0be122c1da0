import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type ArchiveFile, SymbolonError, zipFiles } from "@symbolon/protocol";
import { encode } from "fast-png";
import { OMOP_SCHEMA } from "../test-support/omopHospital.ts";
import { checkOrderedArchive } from "./checkOrderedArchive.ts";
import type { FileClaim } from "./claims.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-archive-"));
});
after(() => rm(folder, { recursive: true, force: true }));

const file = (name: string, text: string): ArchiveFile => ({ name, bytes: new TextEncoder().encode(text) });
const claimOf = (spec: object, schema: object = OMOP_SCHEMA) =>
  ({ folder, verified: { order: { orderId: 7n }, spec, schema } }) as unknown as FileClaim;
const refused = (text: RegExp) => (error: unknown) =>
  error instanceof SymbolonError && error.code === "E1006" && text.test(error.message);

describe("an archive of whole patients", () => {
  const claim = claimOf({ product: "patients-over-time", rows: 2, cohort: [{ column: "age", from: 40 }] });
  const patients = file("patients.csv", "person_id,age,sex,stage\n1,40,f,1\n2,77,m,3\n");
  const person = file("omop/person.csv", "person_id,gender_concept_id\n1,8532\n2,8507\n");
  const visits = file("omop/visit_occurrence.csv", "visit_occurrence_id,person_id\n1,2\n2,1\n");
  const check = (...files: ArchiveFile[]) => checkOrderedArchive(claim, zipFiles(files));

  test("is taken with the patients ordered, their columns and the dataset's tables", async () => {
    await check(patients, person, visits);
  });

  test("is refused with another number, other columns or numbers of patients, or a patient who is not in the cohort", async () => {
    const of = (text: string) => file("patients.csv", text);
    const header = "person_id,age,sex,stage";
    await assert.rejects(
      check(of(`${header}\n1,40,f,1\n`), person),
      refused(/1 patients-over-time, 2 were ordered/),
    );
    await assert.rejects(
      check(of("person_id,age,sex\n1,40,f\n2,77,m\n")),
      refused(/columns are not the schema's/),
    );
    await assert.rejects(check(of(`${header}\n1,40,f,1\n3,77,m,3\n`)), refused(/not numbered/));
    await assert.rejects(check(of(`${header}\n1,20,f,1\n2,77,m,3\n`)), refused(/not in the cohort/));
    await assert.rejects(check(of(`${header}\n1,40,f,9\n2,77,m,3\n`)), { code: "E1002" });
    await assert.rejects(check(person), refused(/0 patients-over-time/));
  });

  test("is refused with a table that the dataset does not have, and with rows of nobody", async () => {
    const drugs = file("omop/drug_exposure.csv", "drug_exposure_id,person_id\n1,1\n");
    await assert.rejects(check(patients, person, drugs), refused(/no table of the dataset/));
    await assert.rejects(check(patients, file("notes.txt", "x")), refused(/no table of the dataset/));
    const strange = file("omop/measurement.csv", "measurement_id,person_id\n1,1\n2,3\n");
    await assert.rejects(check(patients, strange), refused(/belongs to nobody/));
  });
});

describe("an archive of images", () => {
  const images = {
    shows: "digits",
    modality: "OT",
    size: 8,
    channels: 1,
    window: { low: 0, high: 255, unit: "1" },
    classes: ["one", 'two, or "2"'],
    mostPerPatient: 1,
  };
  const schema = { ...OMOP_SCHEMA, images };
  const claim = claimOf({ product: "images", rows: 2 }, schema);
  const picture = (name: string, size = 8): ArchiveFile => ({
    name,
    bytes: encode({ width: size, height: size, channels: 1, depth: 8, data: new Uint8Array(size * size) }),
  });
  const labels = file("labels.csv", 'name,label\n00-one/1.png,one\n01-two/2.png,"two, or ""2"""\n');
  const check = (of: FileClaim, ...files: ArchiveFile[]) => checkOrderedArchive(of, zipFiles(files));

  test("is taken with the images ordered, each labelled with a class of the dataset", async () => {
    await check(claim, labels, picture("00-one/1.png"), picture("01-two/2.png"));
  });

  test("is refused with another number or size, a class that was not ordered, or what is no picture", async () => {
    const one = picture("00-one/1.png");
    await assert.rejects(check(claim, labels, one), refused(/1 images, 2 were ordered/));
    await assert.rejects(check(claim, labels, one, picture("01-two/2.png", 9)), refused(/not 8 x 8/));
    await assert.rejects(check(claim, one, picture("01-two/2.png")), refused(/no labels.csv/));
    await assert.rejects(check(claim, labels, one, picture("other.png")), refused(/of no class/));
    const ones = claimOf({ product: "images", rows: 2, classes: ["one"] }, schema);
    await assert.rejects(check(ones, labels, one, picture("01-two/2.png")), refused(/of no class/));
    await assert.rejects(check(claim, labels, one, file("01-two/2.png", "GIF89a")), refused(/no PNG/));
  });
});
