import assert from "node:assert/strict";
import { test } from "node:test";
import type { Column, ColumnConcept } from "@symbolon/protocol";
import { checkFhir } from "@symbolon/synth-worker/ehr";
import fc from "fast-check";
import { conceptText } from "../../../format/conceptText.ts";
import { codedColumns } from "./codedColumns.ts";
import { type CodedColumn, fhirRecord } from "./fhirRecord.ts";
import { toFhir } from "./toFhir.ts";

const LOINC = "http://loinc.org";
const SNOMED = "http://snomed.info/sct";
const about = (
  system: string,
  code: string,
  resource: ColumnConcept["resource"] = "Observation",
): ColumnConcept => ({ system, code, resource });
const numeric = (name: string, unit: string, concept: ColumnConcept): CodedColumn => ({
  ...{ name, label: name, kind: "numeric", unit, edges: [0, 50, 100], concept },
});
const levels = (name: string, of: string[], concept: ColumnConcept): CodedColumn => ({
  ...{ name, label: name, kind: "categorical", levels: of, concept },
});
const AGE = numeric("age", "years", about(LOINC, "30525-0"));
const SEX = levels("sex", ["male", "female", "other or unknown"], about(LOINC, "46098-0"));
const DIABETES = levels("diabetes", ["no", "yes", "missing"], about(SNOMED, "73211009", "Condition"));
const HBA1C = numeric("hba1c", "mmol/mol times 10", about(LOINC, "59261-8"));
const COLUMNS = [AGE, SEX, DIABETES, HBA1C];

const lines = async (csv: string, columns: readonly CodedColumn[] = COLUMNS) =>
  (await (await toFhir({ csv: new Blob([csv]), columns })).text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("a record is a Patient with what its coded cells state; a diagnosis only where it is there, nothing of a missing cell", async () => {
  const resources = await lines(
    'age,sex,diabetes,note,hba1c\n64,female,yes,"a, b",537\n41,other or unknown,no,x,\n30,male,missing,,40\n',
  );
  assert.deepEqual(checkFhir(resources), []);
  const byPatient = (n: number) =>
    resources.filter(
      ({ id, subject }) =>
        id === `synthetic-${n}` ||
        (subject as { reference?: string } | undefined)?.reference === `Patient/synthetic-${n}`,
    );
  assert.deepEqual(byPatient(1), [
    { resourceType: "Patient", id: "synthetic-1", gender: "female" },
    {
      ...{ resourceType: "Observation", status: "final", id: "synthetic-1-1" },
      code: { coding: [{ system: LOINC, code: "30525-0" }], text: "age" },
      subject: { reference: "Patient/synthetic-1" },
      valueQuantity: { value: 64, unit: "years" },
    },
    {
      ...{ resourceType: "Condition", id: "synthetic-1-3" },
      code: { coding: [{ system: SNOMED, code: "73211009" }], text: "diabetes" },
      subject: { reference: "Patient/synthetic-1" },
    },
    {
      ...{ resourceType: "Observation", status: "final", id: "synthetic-1-4" },
      code: { coding: [{ system: LOINC, code: "59261-8" }], text: "hba1c" },
      subject: { reference: "Patient/synthetic-1" },
      valueQuantity: { value: 53.7, unit: "mmol/mol" },
    },
  ]);
  assert.deepEqual(
    byPatient(2).map(({ resourceType }) => resourceType),
    ["Patient", "Observation", "Observation"],
    "an unlisted sex is an observation and no gender; an empty cell is nothing",
  );
  assert.equal(byPatient(2)[0]!.gender, undefined);
  assert.deepEqual(
    byPatient(3).map(({ id }) => id),
    ["synthetic-3", "synthetic-3-1", "synthetic-3-4"],
  );
});

test("whatever a file's cells and columns are, the validator of `ehr export` finds nothing", () => {
  const concept = fc.record({
    system: fc.constantFrom(LOINC, SNOMED, "urn:x:local"),
    code: fc.stringMatching(/^[A-Za-z0-9.-]{1,20}( [A-Z]{1,5})?$/),
    resource: fc.constantFrom("Observation", "Condition"),
  }) as fc.Arbitrary<ColumnConcept>;
  const label = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== "");
  const cell = fc.oneof(
    fc.constantFrom("", "yes", "no", "missing", "male", "007"),
    fc.integer({ min: -1000, max: 100_000 }).map(String),
    label,
  );
  const column = fc.tuple(
    concept,
    label,
    fc.boolean(),
    fc.constantFrom("", "mg", "times 10", "kg times 100"),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(column, cell), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 10 ** 7 }),
      (parts, record) => {
        const columns = parts.map(([[about, text, isNumber, unit]], i): CodedColumn => {
          const named = { name: `c${i}`, label: text, concept: about };
          return isNumber && about.resource === "Observation"
            ? { ...named, kind: "numeric", unit, edges: [0, 1, 2] }
            : { ...named, kind: "categorical", levels: ["no", "yes"] };
        });
        const cells = new Map(parts.map(([, text], i) => [`c${i}`, text]));
        assert.deepEqual(checkFhir(fhirRecord(record, columns, cells)), []);
      },
    ),
    { numRuns: 300 },
  );
});

test("the validator is no formality: without its subject a Condition is refused", () => {
  const [patient, condition] = fhirRecord(1, [DIABETES], new Map([["diabetes", "yes"]]));
  const { subject: _, ...lost } = condition!;
  assert.notDeepEqual(checkFhir([patient, lost]), []);
});

test("a variable counts as coded where every dataset that has it says the same", () => {
  const plain: Column = { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [0, 50, 100] };
  const names = (...schemas: { columns: Column[] }[]) =>
    codedColumns(["age", "sex", "grade"], schemas).map(({ name }) => name);
  assert.deepEqual(names({ columns: [AGE, SEX] }), ["age", "sex"]);
  assert.deepEqual(names({ columns: [AGE] }, { columns: [SEX] }), ["age", "sex"], "linked: each has its own");
  assert.deepEqual(names({ columns: [AGE, SEX] }, { columns: [plain, SEX] }), ["sex"]);
  assert.deepEqual(
    names({ columns: [{ ...AGE, concept: about(LOINC, "21612-7") }] }, { columns: [AGE] }),
    [],
  );
  assert.deepEqual(names(), []);
});

test("a code is told with its system's name, or with the system itself where nobody here knows it", () => {
  assert.equal(conceptText(about(SNOMED, "73211009")), "SNOMED CT 73211009");
  assert.equal(conceptText(about("urn:x:local", "7")), "urn:x:local 7");
});

test("a long file is written in parts and stays one line for a resource; a file without a header is E1006", async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => `${i % 100},${i % 2 ? "male" : "female"}`).join("\n");
  const resources = await lines(`age,sex\n${rows}\n`);
  assert.equal(resources.length, 10_000);
  assert.equal(new Set(resources.map(({ id }) => id)).size, 10_000);
  await assert.rejects(toFhir({ csv: new Blob([""]), columns: COLUMNS }), { code: "E1006" });
});
