import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type ArchiveFile, FRAME_TABLES, SymbolonError, zipFiles } from "@symbolon/protocol";
import { encode } from "fast-png";
import { columnsOf, type OmopTableName } from "../../ehr/omop/omopTables.ts";
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

/** A table with the standard's columns, whose rows hold these first cells and nothing else. */
const omop = (table: OmopTableName, ...rows: readonly string[]): ArchiveFile => {
  const columns = Object.keys(columnsOf(table));
  const lines = rows.map((start) => `${start}${",".repeat(columns.length - start.split(",").length)}`);
  return file(`omop/${table}.csv`, [columns.join(), ...lines, ""].join("\n"));
};

describe("an archive of whole patients", () => {
  const claim = claimOf({ product: "patients-over-time", rows: 2, cohort: [{ column: "age", from: 40 }] });
  const header = "person_id,age,sex,stage";
  const patients = file("patients.csv", `${header}\n1,40,f,1\n2,77,m,3\n`);
  const frame = FRAME_TABLES.filter((table) => table !== "person").map((table) => omop(table));
  const tables = [
    ...frame,
    omop("person", "1,8532", "2,8507"),
    omop("visit_occurrence", "1,2", "2,1"),
    omop("measurement"),
  ];
  const check = (...files: ArchiveFile[]) => checkOrderedArchive(claim, zipFiles(files));
  /** The whole archive with these files in place of those of their names. */
  const checkWith = (...changed: ArchiveFile[]) => {
    const names = new Set(changed.map(({ name }) => name));
    return check(...[patients, ...tables].filter(({ name }) => !names.has(name)), ...changed);
  };

  test("is taken with the patients ordered, their columns and the dataset's tables", async () => {
    await check(patients, ...tables);
  });

  test("is refused with another number, other columns or numbers of patients, or a patient who is not in the cohort", async () => {
    const of = (lines: string) => file("patients.csv", lines);
    const number = refused(/1 patients-over-time, 2 were ordered/);
    await assert.rejects(checkWith(of(`${header}\n1,40,f,1\n`)), number);
    const columns = refused(/columns are not the schema's/);
    await assert.rejects(checkWith(of("person_id,age,sex\n1,40,f\n2,77,m\n")), columns);
    await assert.rejects(checkWith(of(`${header}\n1,40,f,1\n3,77,m,3\n`)), refused(/not numbered/));
    await assert.rejects(checkWith(of(`${header}\n1,20,f,1\n2,77,m,3\n`)), refused(/not in the cohort/));
    await assert.rejects(checkWith(of(`${header}\n1,40,f,9\n2,77,m,3\n`)), { code: "E1002" });
    await assert.rejects(check(...tables), refused(/0 patients-over-time/));
  });

  test("is refused when empty lines stand for patients, or the last one hangs behind the last line end", async () => {
    const of = (lines: string) => file("patients.csv", lines);
    await assert.rejects(
      checkWith(of(`${header}\n1,40,f,1\n\n`)),
      refused(/patients-over-time|not numbered/),
    );
    await assert.rejects(
      checkWith(of(`${header}\n\n1,40,f,1\n`)),
      refused(/patients-over-time|not numbered/),
    );
    await assert.rejects(
      checkWith(of(`${header}\n1,40,f,1\n2,77,m,3\n3,50,f,1`)),
      refused(/3 patients, 2 were ordered/),
    );
  });

  test("is refused with a table that the dataset does not have or without one that it has, and with rows of nobody", async () => {
    await assert.rejects(checkWith(omop("drug_exposure", "1,1")), refused(/no table of the dataset/));
    await assert.rejects(checkWith(file("notes.txt", "x")), refused(/no table of the dataset/));
    await assert.rejects(check(patients, ...tables.slice(1)), refused(/lacks a table/));
    await assert.rejects(checkWith(omop("measurement", "1,1", "2,3")), refused(/belongs to nobody/));
    await assert.rejects(checkWith(omop("measurement", "1,1", "")), refused(/belongs to nobody/));
  });

  test("is refused when a table's columns are not the standard's, so that nobody's rows hide in a table without keys", async () => {
    const of = (lines: string) => file("omop/visit_occurrence.csv", lines);
    await assert.rejects(checkWith(of("visit_occurrence_id,name\n1,Aino\n")), refused(/not the standard's/));
    await assert.rejects(checkWith(of("")), refused(/not the standard's/));
  });

  test("is left at the first fault of a table that unpacks to millions of empty lines", async () => {
    const [columns] = new TextDecoder().decode(omop("measurement").bytes).split("\n");
    const bomb = file("omop/measurement.csv", `${columns}\n${"\n".repeat(2 ** 24)}x`);
    await assert.rejects(checkWith(bomb), refused(/belongs to nobody/));
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
  const png = (size: number, channels: 1 | 3 = 1): Uint8Array =>
    encode({
      width: size,
      height: size,
      channels,
      depth: 8,
      data: new Uint8Array(size * size * channels),
      text: { Description: "made for a test" },
    });
  const picture = (name: string, size = 8): ArchiveFile => ({ name, bytes: png(size) });
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

  test("is refused with other colours, a chunk or bytes that pictures do not have, or a picture that is cut", async () => {
    const one = picture("00-one/1.png");
    const of = (bytes: Uint8Array) => check(claim, labels, one, { name: "01-two/2.png", bytes });
    await assert.rejects(of(png(8, 3)), refused(/colours/));
    await assert.rejects(of(Uint8Array.of(...png(8), 0)), refused(/no whole PNG/));
    await assert.rejects(of(png(8).subarray(0, -12)), refused(/no whole PNG/));
    // 16 bits for a sample, and interlaced (PNG, 11.2.1).
    for (const [place, value] of [
      [24, 16],
      [28, 1],
    ] as const)
      await assert.rejects(of(png(8).with(place, value)), refused(/colours/));
    const strange = png(8);
    strange.set(new TextEncoder().encode("eXIf"), Buffer.from(strange).indexOf("tEXt"));
    await assert.rejects(of(strange), refused(/a chunk/));
  });

  test("is refused when more is labelled than there are images", async () => {
    const more = file("labels.csv", `name,label\n00-one/1.png,one\n01-two/2.png,one\nAino.png,one\n`);
    const two = [picture("00-one/1.png"), picture("01-two/2.png")];
    await assert.rejects(check(claim, more, ...two), refused(/names 3 images/));
    await assert.rejects(check(claim, file("labels.csv", "\n".repeat(1000)), ...two), refused(/too large/));
  });
});
