import assert from "node:assert/strict";
import { test } from "node:test";
import { keyedPrivacy } from "../dates/personPrivacy.ts";
import { fhirToOmop } from "../import/fhirToOmop.ts";
import { checkOmop } from "../omop/checkOmop.ts";
import { relatedColumns } from "./relatedColumns.ts";
import { RelatedMap } from "./relatedMap.ts";
import { deathOf, relatedToFhir } from "./relatedToFhir.ts";

const MAP = RelatedMap.parse({
  format: "symbolon-ehr-map/1",
  day0: "2000-06-15",
  tables: [
    {
      as: "patient",
      file: "subject.csv",
      patient: "id",
      gender: { column: "male", codes: { "1": "male", "0": "female" } },
      birth: { ageOnDay0: "age" },
      observed: { start: { day: 0 }, end: { days: "futime" } },
    },
    {
      as: "death",
      file: "subject.csv",
      patient: "id",
      date: { days: "futime" },
      when: { column: "status", is: "1" },
    },
    {
      as: "measurement",
      file: "lab.csv",
      patient: "id",
      date: { days: "days" },
      code: { column: "test" },
      value: { column: "value" },
      unit: { value: "mg" },
    },
    {
      as: "condition",
      file: "event.csv",
      patient: "id",
      date: { column: "date" },
      code: { column: "event" },
      system: { value: "urn:events" },
    },
  ],
});
const [SUBJECT, DEATH, LAB, EVENT] = MAP.tables;

test("plain tables become people, labs and events: ages, day numbers, translated words, deaths, observed time", () => {
  const subjects = [
    { id: "a/1", age: "57", male: "1", futime: "400", status: "1" },
    { id: "a 1", age: "30.7", male: "", futime: "10", status: "0" },
  ];
  const deaths = new Map(
    subjects.flatMap((row) => {
      const date = deathOf(MAP, DEATH!, row);
      return date === undefined ? [] : [[row.id, date] as const];
    }),
  );
  assert.deepEqual([...deaths], [["a/1", "2001-07-20"]]);
  const toFhir = relatedToFhir(MAP, deaths);
  const resources = [
    ...subjects.map((row, i) => toFhir(SUBJECT!, row, `s${i}`)),
    toFhir(LAB!, { id: "a/1", days: "-3", test: "hdl", value: "75" }, "l0"),
    toFhir(LAB!, { id: "a/1", days: "-3", test: "hdl", value: "low" }, "l1"),
    toFhir(EVENT!, { id: "a/1", date: "2000-07-01", event: "nafld" }, "e0"),
  ];
  const { tables, report } = fhirToOmop(
    resources.map((resource, entry) => ({ resource, file: "f", entry })),
    { privacy: { ...keyedPrivacy(new Uint8Array(32), "kept"), pseudonymOf: (id) => id.slice(8) } },
  );
  assert.deepEqual(checkOmop(tables), []);
  assert.equal(report.refused.count, 0);
  assert.deepEqual(
    tables.person.map((row) => [row.person_source_value, row.gender_source_value, row.year_of_birth]),
    [
      ["a.20.1", undefined, 1970],
      ["a.2f.1", "male", 1943],
    ],
  );
  assert.deepEqual(
    tables.observation_period.map((row) => [
      row.observation_period_start_date,
      row.observation_period_end_date,
    ]),
    [
      ["2000-06-15", "2000-06-25"],
      ["2000-06-12", "2001-07-20"],
    ],
  );
  assert.deepEqual(
    tables.death.map((row) => row.death_date),
    ["2001-07-20"],
  );
  assert.deepEqual(
    tables.measurement.map((row) => [
      row.measurement_date,
      row.measurement_source_value,
      row.value_as_number,
      row.unit_source_value,
    ]),
    [
      ["2000-06-12", "hdl", 75, "mg"],
      ["2000-06-12", "hdl", undefined, undefined],
    ],
  );
  assert.deepEqual(
    tables.condition_occurrence.map((row) => row.condition_source_value),
    ["S1:nafld"],
  );
});

test("only the columns a map names are read, and a map with a stranger in it is refused", () => {
  assert.deepEqual(relatedColumns(SUBJECT!).sort(), ["age", "futime", "id", "male"]);
  assert.deepEqual(relatedColumns(LAB!).sort(), ["days", "id", "test", "value"]);
  assert.throws(() => RelatedMap.parse({ ...MAP, tables: [{ ...LAB, note: "free_text" }] }));
});
