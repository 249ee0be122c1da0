import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyedPrivacy } from "../dates/personPrivacy.ts";
import { fhirToOmop } from "../import/fhirToOmop.ts";
import { handmadePatients } from "../test-support/handmadePatients.ts";
import { checkOmop } from "./checkOmop.ts";
import type { OmopTableName, OmopTables } from "./omopTables.ts";

const privacy = keyedPrivacy(new Uint8Array(32).fill(3));
const sound = (): OmopTables => structuredClone(fhirToOmop(handmadePatients(10).entries, { privacy }).tables);

describe("checkOmop finds each fault where it is", () => {
  test("none in sound tables", () => assert.deepEqual(checkOmop(sound()), []));
  const FAULTS: [name: string, table: OmopTableName, change: object, kind: string, field: string][] = [
    [
      "a required column without a value",
      "person",
      { gender_concept_id: undefined },
      "missing",
      "gender_concept_id",
    ],
    ["null is no value either", "measurement", { measurement_date: null }, "missing", "measurement_date"],
    ["a text where a number must be", "person", { year_of_birth: "1950" }, "type", "year_of_birth"],
    ["half an integer", "person", { year_of_birth: 1950.5 }, "type", "year_of_birth"],
    ["a date that is none", "death", { death_date: "1.1.2020" }, "type", "death_date"],
    ["a text too long", "person", { person_source_value: "x".repeat(51) }, "length", "person_source_value"],
    [
      "a visit that is not there",
      "measurement",
      { visit_occurrence_id: 9999 },
      "reference",
      "visit_occurrence_id",
    ],
    ["a person that is not there", "drug_exposure", { person_id: 9999 }, "reference", "person_id"],
    [
      "a concept that is not there",
      "measurement",
      { measurement_concept_id: 5 },
      "reference",
      "measurement_concept_id",
    ],
    ["a provider, whose table is not kept", "person", { provider_id: 1 }, "reference", "provider_id"],
    ["an event that is not there", "episode_event", { event_id: 9999 }, "reference", "event_id"],
    [
      "an event of no known table",
      "episode_event",
      { episode_event_field_concept_id: 0 },
      "reference",
      "event_id",
    ],
    [
      "an end before its start",
      "visit_occurrence",
      { visit_end_date: "1990-01-01" },
      "order",
      "visit_end_date",
    ],
    [
      "a fact outside the observed time",
      "measurement",
      { measurement_date: "1990-01-01" },
      "order",
      "measurement_date",
    ],
    ["a column that OMOP does not have", "person", { shoe_size: 40 }, "unknown", "shoe_size"],
  ];
  for (const [name, table, change, kind, field] of FAULTS)
    test(name, () => {
      const tables = sound();
      Object.assign(tables[table][0]!, change);
      const found = checkOmop(tables).map((finding) => `${finding.kind} ${finding.where}.${finding.field}`);
      assert.ok(found.includes(`${kind} ${table}.${field}`), found.join("; "));
    });
  test("a key twice, and a person without an observation period", () => {
    const tables = sound();
    tables.person.push({ ...tables.person[0]! });
    tables.observation_period.pop();
    const found = checkOmop(tables).map(({ where, kind }) => `${where} ${kind}`);
    assert.deepEqual(found, ["person duplicate", "person rule"]);
  });
});
