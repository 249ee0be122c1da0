import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DatasetSchema } from "@symbolon/protocol";
import { consentTree, parseConsentBook } from "@symbolon/synth-worker/upload";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { ColumnDraft } from "./columnDraft.ts";
import { mappingOf } from "./mappingOf.ts";
import { sampleCalls } from "./sampleCalls.ts";
import { schemaColumn } from "./schemaColumn.ts";

const breast = (name: string) =>
  readFileSync(new URL(`../../../../../examples/breast/${name}`, import.meta.url));
const file = (name: string, content: BlobPart) => new File([content], name);
const schemaOf = (columns: readonly ColumnDraft[]) =>
  DatasetSchema.parse({
    format: "symbolon-schema/1",
    name: "sample",
    columns: columns.filter(({ isIncluded }) => isIncluded).map(schemaColumn),
    pairs: [],
  });

test("a CSV gives a schema that every record fits, without the patient's number", async () => {
  const calls = sampleCalls();
  const summary = await calls.read(file("rotterdam.csv", breast("rotterdam.csv")));
  assert.deepEqual([summary.format, summary.rows, summary.delimiter], ["csv", 2982, ","]);
  const left = summary.columns.filter(({ isIncluded }) => !isIncluded).map(({ source }) => source);
  assert.ok(left.includes("pid"), left.join());
  assert.equal(summary.columns.find(({ name }) => name === "age")?.kind, "number");
  assert.ok(summary.ages !== null && summary.ages.min >= 20 && summary.ages.max <= 95);
  const schema = schemaOf(summary.columns);
  const fit = calls.fit(mappingOf(summary.columns, ","), schema);
  assert.equal(fit.rows, 2982);
  assert.ok(fit.small.every(({ records }) => records < 10));
  // Proposed edges are round numbers: none is the file's own smallest or largest age.
  const age = summary.columns.find(({ name }) => name === "age")!;
  assert.ok(
    age.edges.every((edge) => edge % 5 === 0),
    age.edges.join(),
  );
});

test("consents: one for each record, under the root, bound to the file's bytes", async () => {
  const calls = sampleCalls();
  await calls.read(file("gbsg.csv", breast("gbsg.csv")));
  const terms = {
    title: "Trial",
    publisher: "Hospital",
    purposes: ["SCIENTIFIC_RESEARCH"],
    category: 12,
    contact: "data@hospital.example",
  };
  const book = parseConsentBook(calls.consents(terms, "pid"));
  assert.equal(book.consents.length, 686);
  assert.equal(consentTree(book.consents).root, book.root);
  assert.equal(book.consents[0]!.subject, "132");
  await calls.read(file("two.csv", "a\n1\n2\n"));
  assert.deepEqual(
    calls.consents(terms, null).consents.map(({ subject }) => subject),
    ["1", "2"],
  );
});

test("names, dates of birth, national numbers, addresses and free text are left out by default", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    `Patient ${i}`,
    `19${40 + (i % 50)}-0${1 + (i % 9)}-1${i % 9}`,
    `${String(10101 + i * 97).padStart(6, "0")}-${String(100 + i)}A`,
    `x${i}@hospital.example`,
    ["f", "m"][i % 2],
    String(30 + (i % 40)),
    `Came in on day ${i} with a cough`,
  ]);
  const csv = [["who", "seen", "code", "contact", "sex", "years", "notes"], ...rows].map((row) =>
    row.join(";"),
  );
  const { columns, delimiter } = await sampleCalls().read(file("people.csv", csv.join("\r\n")));
  assert.equal(delimiter, ";");
  assert.deepEqual(
    columns.map(({ source, isIncluded }) => [source, isIncluded]),
    [
      ["who", false],
      ["seen", false],
      ["code", false],
      ["contact", false],
      ["sex", true],
      ["years", true],
      ["notes", false],
    ],
  );
  assert.ok(columns.every(({ isIncluded, doubt }) => isIncluded === (doubt === null)));
});

test("empty cells, fractions, rare levels and skew all end in a schema that the node's own code accepts", async () => {
  const lines = ["lab,dose,ward,stage"];
  for (let i = 0; i < 200; i++) {
    const lab = i % 7 === 0 ? "" : (0.1 + (i % 31) * 0.045).toFixed(3);
    const dose = i % 40 === 0 ? 5000 : i % 12;
    const ward = i === 5 ? "isolation's" : i % 3 === 0 ? "" : ["north", "south"][i % 2];
    lines.push(`${lab},${dose},${ward},${1 + (i % 4)}`);
  }
  const calls = sampleCalls();
  const { columns } = await calls.read(file("mixed.csv", lines.join("\n")));
  const [lab, dose, ward, stage] = columns.map(schemaColumn);
  assert.ok(lab?.kind === "categorical" && lab.levels.includes("missing"));
  assert.ok(dose?.kind === "numeric" && dose.edges[1]! <= 50, "small doses are told apart");
  assert.deepEqual(ward?.kind === "categorical" && ward.levels, ["north", "south", "other", "missing"]);
  assert.deepEqual(stage?.kind === "categorical" && stage.levels, ["1", "2", "3", "4"]);
  const fit = calls.fit(mappingOf(columns, ","), schemaOf(columns));
  assert.equal(fit.rows, 200);
  assert.ok(
    fit.small.some(({ column }) => column === "ward"),
    "one patient of a rare ward is told",
  );
});

test("a level that the schema lacks is refused with row and column", async () => {
  const calls = sampleCalls();
  const { columns } = await calls.read(file("gbsg.csv", breast("gbsg.csv")));
  const changed = columns.map((column) =>
    column.name === "grade" ? { ...column, levels: ["1", "2"] } : column,
  );
  assert.throws(() => calls.fit(mappingOf(changed, ","), schemaOf(changed)), { code: "E1002" });
});

test("Parquet is read into the same proposals as the CSV of the same records", async () => {
  const csv = await sampleCalls().read(file("gbsg.csv", breast("gbsg.csv")));
  const [head, ...lines] = breast("gbsg.csv").toString().trim().split("\n");
  const names = head!.trim().split(",");
  const texts = ["meno", "hormon"];
  const buffer = parquetWriteBuffer({
    columnData: names.map((name, i) => ({
      name,
      data: lines.map((line) => {
        const cell = line.trim().split(",")[i]!;
        return texts.includes(name) ? cell : Number(cell);
      }),
      type: texts.includes(name) ? "STRING" : "INT32",
    })),
  });
  const parquet = await sampleCalls().read(file("gbsg.parquet", buffer));
  assert.equal(parquet.format, "parquet");
  assert.deepEqual(parquet.columns, csv.columns);
});

test("FHIR becomes one row for a patient without names or dates; what is refused is listed", async () => {
  const entry: { resource: object }[] = [];
  for (let i = 0; i < 40; i++) {
    const subject = { reference: `Patient/p${i}` };
    entry.push(
      {
        resource: {
          resourceType: "Patient",
          id: `p${i}`,
          name: [{ family: "Secret" }],
          gender: i % 2 ? "male" : "female",
          birthDate: `19${40 + i}-02-03`,
        },
      },
      {
        resource: {
          resourceType: "Condition",
          id: `c${i}`,
          subject,
          onsetDateTime: "2020-05-01",
          code: { coding: [{ system: "http://snomed.info/sct", code: i % 2 ? "73211009" : "38341003" }] },
        },
      },
      {
        resource: {
          resourceType: "Observation",
          id: `o${i}`,
          status: "final",
          subject,
          effectiveDateTime: "2020-06-01",
          code: { coding: [{ system: "http://loinc.org", code: "4548-4" }] },
          valueQuantity: { value: 5 + i / 10 },
        },
      },
    );
  }
  entry.push({
    resource: { resourceType: "Condition", id: "lost", subject: { reference: "Patient/nobody" } },
  });
  entry.push({ resource: { resourceType: "Immunization", id: "shot" } });
  const bundle = JSON.stringify({ resourceType: "Bundle", type: "collection", entry });
  const calls = sampleCalls();
  const summary = await calls.read(file("ward.json", bundle));
  assert.deepEqual([summary.format, summary.rows, summary.fileName], ["fhir", 40, "ward.flat.csv"]);
  assert.equal(summary.notes.length, 2);
  const flat = new TextDecoder().decode(summary.served!);
  assert.doesNotMatch(flat, /Secret|19\d\d-|2020|p\d/);
  const names = summary.columns.filter(({ isIncluded }) => isIncluded).map(({ name }) => name);
  for (const name of ["age", "sex", "diagnosis_snomed_73211009", "last_loinc_4548_4"])
    assert.ok(names.includes(name), names.join());
  const schema = schemaOf(summary.columns);
  assert.equal(calls.fit(mappingOf(summary.columns, ","), schema).rows, 40);
  const concepts = new Map(schema.columns.map((column) => [column.name, column.concept]));
  const loinc = (code: string) => ({ system: "http://loinc.org", code, resource: "Observation" });
  assert.deepEqual(
    ["age", "sex", "diagnosis_snomed_73211009", "last_loinc_4548_4"].map((name) => concepts.get(name)),
    [
      loinc("30525-0"),
      loinc("46098-0"),
      { system: "http://snomed.info/sct", code: "73211009", resource: "Condition" },
      loinc("4548-4"),
    ],
    "what the file's codes say is kept",
  );
  const ndjson = entry.map(({ resource }) => JSON.stringify(resource)).join("\n");
  const again = await sampleCalls().read(file("ward.ndjson", `${ndjson}\nnot JSON\n`));
  assert.equal(again.rows, 40);
  assert.equal(again.notes.length, 3, again.notes.join());
});

test("files that are none of these are refused by code, and leave no sample behind", async () => {
  const refused: [string, BlobPart, string][] = [
    ["empty.csv", "", "E1007"],
    ["header.csv", "a,b\n", "E1007"],
    ["ragged.csv", "a,b\n1,2\n3\n", "E1005"],
    ["twice.csv", "a,A\n1,2\n", "E1005"],
    ["picture.png", new Uint8Array([137, 80, 78, 71, 0, 1]), "E1005"],
    ["latin.csv", new Uint8Array([97, 10, 0xe9, 10]), "E1005"],
    ["damaged.parquet", "PAR1 and then nothing", "E1005"],
    ["other.json", '{"hello": 1}', "E1005"],
    [
      "nobody.json",
      '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}',
      "E1007",
    ],
  ];
  for (const [name, content, code] of refused) {
    const calls = sampleCalls();
    await assert.rejects(calls.read(file(name, content)), { code }, name);
    assert.throws(
      () => calls.consents({ title: "T", publisher: "P", purposes: [], category: 0, contact: "c" }, null),
      {
        code: "E1005",
      },
    );
  }
});
