import assert from "node:assert/strict";
import { test } from "node:test";
import { keyedPrivacy } from "./dates/personPrivacy.ts";
import { omopToFhir } from "./export/omopToFhir.ts";
import { fhirToOmop } from "./import/fhirToOmop.ts";
import { checkOmop } from "./omop/checkOmop.ts";
import { handmadePatients } from "./test-support/handmadePatients.ts";
import { keptFacts } from "./test-support/keptFacts.ts";
import { shiftText } from "./test-support/shiftText.ts";

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
