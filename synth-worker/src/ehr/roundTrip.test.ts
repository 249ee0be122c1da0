import assert from "node:assert/strict";
import { test } from "node:test";
import { keyedPrivacy } from "./dates/personPrivacy.ts";
import { omopToFhir } from "./export/omopToFhir.ts";
import { fhirToOmop } from "./import/fhirToOmop.ts";
import { checkOmop } from "./omop/checkOmop.ts";
import { CONCEPT } from "./omop/conceptIds.ts";
import { handmadePatients } from "./test-support/handmadePatients.ts";
import { keptFacts } from "./test-support/keptFacts.ts";
import { shiftText } from "./test-support/shiftText.ts";
import { checkFhir } from "./validate/checkFhir.ts";

type Json = Record<string, unknown>;
const privacy = keyedPrivacy(new Uint8Array(32).fill(7));
/** Stands for a vocabulary somebody holds: every fourth code has a standard concept. */
const conceptOf = (_system: string | undefined, code: string) =>
  code.charCodeAt(code.length - 1) % 4 === 0 ? 1_000_000 + code.length : undefined;

test("FHIR to OMOP to FHIR keeps every promised field of 50 hand-made patients, dates moved by the person's shift", () => {
  const { entries, refused } = handmadePatients();
  const { tables, report } = fhirToOmop(entries, { privacy, conceptOf });
  assert.equal(report.refused.count, refused.size);
  assert.equal(report.persons, 50);
  const exported = new Map(omopToFhir(tables).map(({ resources }) => [resources[0]!.id, resources]));
  let facts = 0;
  for (let i = 0; i < 50; i++) {
    const mine = entries
      .map(({ resource }) => resource as Json)
      .filter((resource) => !refused.has(`${resource.resourceType}/${resource.id}`))
      .filter((resource) => isOf(resource, `p${i}`));
    const key = `Patient/p${i}`;
    const days = privacy.shiftDaysOf(key);
    const expected = keptFacts(mine, (text) => shiftText(text, days));
    const found = keptFacts(exported.get(privacy.pseudonymOf(key)) ?? [], (text) => text?.replace(/Z$/, ""));
    assert.deepEqual(found, expected, key);
    facts += expected.length;
  }
  assert.ok(facts > 350);
});

test("OMOP to FHIR to OMOP gives the same tables, row by row", () => {
  const { tables } = fhirToOmop(handmadePatients().entries, { privacy, conceptOf });
  const again = fhirToOmop(
    omopToFhir(tables)
      .flatMap(({ resources }) => resources)
      .map((resource, entry) => ({ resource, file: "out", entry })),
    {
      privacy: { boundDays: 0, pseudonymOf: (id) => id.slice("Patient/".length), shiftDaysOf: () => 0 },
      conceptOf,
    },
  );
  assert.deepEqual(again.report.refused.list, []);
  for (const table of Object.keys(tables) as (keyof typeof tables)[])
    assert.deepEqual(clean(again.tables[table]), clean(tables[table]), table);
});

test("the tables of 50 hand-made patients have no fault", () => {
  const { tables } = fhirToOmop(handmadePatients().entries, { privacy, conceptOf });
  assert.deepEqual(checkOmop(tables), []);
});

test("what tables of other software hold beyond our mapping is exported as far as FHIR has a place, and the rest is told", () => {
  const { tables } = fhirToOmop(handmadePatients(10).entries, { privacy });
  const [condition] = tables.condition_occurrence;
  const episode = { ...tables.episode[0]!, episode_source_value: undefined };
  const [whole, part] = tables.measurement.filter(
    ({ measurement_source_value }) => measurement_source_value === "LOINC:718-7",
  );
  Object.assign(part!, { measurement_event_id: 1, meas_event_field_concept_id: CONCEPT.fieldDrug });
  tables.measurement.push(
    {
      ...whole!,
      measurement_id: 800,
      measurement_source_value: "LOINC:8480-6",
      measurement_event_id: whole!.measurement_id,
      meas_event_field_concept_id: CONCEPT.fieldMeasurement,
    },
    {
      ...whole!,
      measurement_id: 801,
      measurement_event_id: 800,
      meas_event_field_concept_id: CONCEPT.fieldMeasurement,
    },
  );
  Object.assign(tables.observation.at(-1)!, { value_as_string: "words" });
  Object.assign(condition!, { stop_reason: "cured", provider_id: 4, condition_source_value: "C50.9" });
  tables.episode.push(
    { ...episode, episode_id: 900, episode_concept_id: CONCEPT.episodeRecurrence },
    { ...episode, episode_id: 901, episode_concept_id: 32531, episode_source_value: "FEC" },
    { ...episode, episode_id: 902 },
  );
  const told: string[] = [];
  const resources = omopToFhir(tables, (what) => told.push(what)).flatMap((person) => person.resources);
  assert.deepEqual(told.sort(), [
    "condition_occurrence.provider_id",
    "condition_occurrence.stop_reason",
    "episode of first occurrence without its condition",
    "episode that is no disease state",
    "link of a measurement or observation",
    "link of a measurement or observation",
    "observation.value_as_string",
  ]);
  assert.ok(resources.some(({ id }) => id === "measurement-801"));
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  assert.deepEqual(byId.get("condition-1")?.code, { coding: [{ code: "C50.9" }] });
  assert.deepEqual(byId.get("episode-900")?.valueCodeableConcept, {
    coding: [{ system: "https://fhir-terminology.ohdsi.org", code: "32529" }],
  });
  assert.deepEqual(checkFhir(resources), []);
});

function clean(rows: readonly object[]): unknown[] {
  return rows.map((row) => JSON.parse(JSON.stringify(row)));
}

function isOf(resource: Json, id: string): boolean {
  const reference = String((resource.subject as Json | undefined)?.reference ?? "");
  return (
    resource.resourceType === "Medication" ||
    resource.id === id ||
    new RegExp(`Patient/${id}(/|$)`).test(reference)
  );
}
