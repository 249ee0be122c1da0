import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyedPrivacy } from "../dates/personPrivacy.ts";
import { fhirBundle } from "../export/fhirBundle.ts";
import { omopToFhir } from "../export/omopToFhir.ts";
import { fhirToOmop } from "../import/fhirToOmop.ts";
import { handmadePatients } from "../test-support/handmadePatients.ts";
import { checkBundle } from "./checkBundle.ts";
import { checkFhir } from "./checkFhir.ts";

type Json = Record<string, unknown>;

/** Six resources of one person without a fault. */
function sound(): Json[] {
  const subject = { reference: "Patient/p" };
  const code = { coding: [{ system: "http://loinc.org", code: "1" }] };
  const cancer = {
    resourceType: "Condition",
    id: "c",
    meta: { profile: ["http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-primary-cancer-condition"] },
    clinicalStatus: {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "active" }],
    },
    category: [{ coding: [{ code: "problem-list-item" }] }],
    code,
    subject,
  };
  return [
    { resourceType: "Patient", id: "p", gender: "female", birthDate: "1950" },
    {
      resourceType: "Encounter",
      id: "e",
      status: "finished",
      class: { code: "AMB" },
      subject,
      period: { start: "2020", end: "2020-01-01" },
    },
    cancer,
    {
      resourceType: "Observation",
      id: "o",
      status: "final",
      code,
      subject,
      encounter: { reference: "Encounter/e" },
      valueQuantity: { value: 1, system: "http://unitsofmeasure.org", code: "g" },
    },
    {
      resourceType: "MedicationAdministration",
      id: "m",
      status: "completed",
      medicationCodeableConcept: code,
      subject,
      effectiveDateTime: "2020-01-01T10:00:00Z",
    },
    {
      resourceType: "Observation",
      id: "s",
      meta: { profile: ["http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-tnm-stage-group"] },
      status: "final",
      code,
      subject,
      focus: [{ reference: "Condition/c" }],
      method: code,
      valueCodeableConcept: code,
    },
  ];
}

test("what we export of 50 hand-made patients validates, as resources and as Bundles, mCODE claims among it", () => {
  const privacy = keyedPrivacy(new Uint8Array(32).fill(9));
  const { tables } = fhirToOmop(handmadePatients().entries, { privacy });
  const people = omopToFhir(tables);
  const claims = people
    .flatMap(({ resources }) => resources)
    .flatMap((resource) => (resource.meta as { profile: string[] } | undefined)?.profile ?? []);
  assert.deepEqual(
    [...Map.groupBy(claims, (claim) => claim.replace(/.*mcode-/, ""))].map(([name, all]) => [
      name,
      all.length,
    ]),
    [
      ["primary-cancer-condition", 5],
      ["tnm-stage-group", 5],
      ["cancer-disease-status", 10],
    ],
  );
  assert.deepEqual(
    people.flatMap(({ resources }) => checkFhir(resources)),
    [],
  );
  assert.deepEqual(
    people.flatMap(({ resources }) => checkBundle(fhirBundle(resources))),
    [],
  );
});

describe("one fault at a time is found where it is", () => {
  test("none in the resources that the faults are put into", () => assert.deepEqual(checkFhir(sound()), []));
  const FAULTS: [name: string, resource: number, change: Json, kind: string, field: string][] = [
    ["a required element missing", 3, { status: undefined }, "cardinality", "Observation.status"],
    ["a code of no value set", 0, { gender: "f" }, "code", "Patient.gender"],
    ["one where a list must be", 2, { category: { text: "x" } }, "cardinality", "Condition.category"],
    ["a list where one must be", 1, { class: [{ code: "AMB" }] }, "cardinality", "Encounter.class"],
    [
      "a time without a zone",
      4,
      { effectiveDateTime: "2020-01-01T10:00:00" },
      "type",
      "MedicationAdministration.effectiveDateTime",
    ],
    ["a day that no calendar has", 0, { birthDate: "2021-02-30" }, "type", "Patient.birthDate"],
    [
      "two of a choice",
      0,
      { deceasedBoolean: true, deceasedDateTime: "2020" },
      "cardinality",
      "Patient.deceased[x]",
    ],
    [
      "none of a required choice",
      4,
      { medicationCodeableConcept: undefined },
      "cardinality",
      "MedicationAdministration.medication[x]",
    ],
    [
      "a reference to nothing",
      3,
      { encounter: { reference: "Encounter/none" } },
      "reference",
      "Observation.encounter",
    ],
    [
      "a reference to another type",
      3,
      { encounter: { reference: "Patient/p" } },
      "reference",
      "Observation.encounter",
    ],
    ["an element we do not know", 0, { name: [{ family: "X" }] }, "unknown", "Patient.name"],
    [
      "an end before a start",
      1,
      { period: { start: "2020-02-01", end: "2020-01-01" } },
      "rule",
      "Encounter.period",
    ],
    [
      "a unit's code without a system",
      3,
      { valueQuantity: { value: 1, code: "g" } },
      "rule",
      "Observation.valueQuantity",
    ],
    ["an active condition that abated", 2, { abatementDateTime: "2020" }, "rule", "Condition.clinicalStatus"],
    [
      "a problem on the list without a status",
      2,
      { clinicalStatus: undefined },
      "rule",
      "Condition.clinicalStatus",
    ],
    ["an id with a space", 0, { id: "p q" }, "type", "Patient.id"],
    ["an id twice", 5, { id: "o" }, "duplicate", "id"],
    ["a stage group without a method", 5, { method: undefined }, "cardinality", "Observation.method"],
    [
      "a stage group with a number",
      5,
      { valueCodeableConcept: undefined, valueInteger: 3 },
      "type",
      "Observation.value[x]",
    ],
    ["a stage group of no cancer", 2, { meta: undefined }, "reference", "Observation.focus"],
    ["a profile we cannot keep", 3, { meta: { profile: ["http://x.example/p"] } }, "unknown", "meta.profile"],
    ["a cancer without a category", 2, { category: undefined }, "cardinality", "Condition.category"],
  ];
  for (const [name, index, change, kind, field] of FAULTS)
    test(name, () => {
      const changed = JSON.parse(
        JSON.stringify(sound().map((resource, i) => (i === index ? { ...resource, ...change } : resource))),
      );
      const found = checkFhir(changed).map((finding) => `${finding.kind} ${finding.field}`);
      assert.ok(found.includes(`${kind} ${field}`), found.join("; "));
    });
  test("a full URL twice, and one of another resource", () => {
    const [patient] = sound();
    const fullUrl = "https://x.example/Patient/p";
    const found = checkBundle({
      resourceType: "Bundle",
      type: "collection",
      entry: [
        { fullUrl, resource: patient },
        { fullUrl, resource: { ...patient, id: "q" } },
      ],
    });
    assert.deepEqual(
      found.map(({ kind, row }) => [kind, row]),
      [
        ["duplicate", 1],
        ["rule", 1],
      ],
    );
  });
});
