import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyedPrivacy } from "../dates/personPrivacy.ts";
import { handmadePatients } from "../test-support/handmadePatients.ts";
import { capAge } from "./capAge.ts";
import { fhirToOmop } from "./fhirToOmop.ts";

type Json = Record<string, unknown>;
const privacy = keyedPrivacy(new Uint8Array(32).fill(4));
const kept = keyedPrivacy(new Uint8Array(32).fill(4), "kept");
const entriesOf = (resources: readonly unknown[]) =>
  resources.map((resource, i) => ({ resource, file: "f", entry: i + 1 }));
const patient = { resourceType: "Patient", id: "p", birthDate: "1950-05-05", gender: "female" };
const subject = { reference: "Patient/p" };
const code = { coding: [{ system: "http://loinc.org", code: "1-8" }] };
const lab = {
  resourceType: "Observation",
  id: "o",
  status: "final",
  code,
  subject,
  effectiveDateTime: "2020-05-05",
};
const importOf = (resources: readonly unknown[], options: object = {}) =>
  fhirToOmop(entriesOf(resources), { privacy: kept, ...options });

describe("de-identification", () => {
  test("nobody is told to be older than 90 at the last record; dates are as they were moved", () => {
    const { entries, old } = handmadePatients();
    const { tables, report } = fhirToOmop(entries, { privacy });
    assert.equal(report.deidentification.cappedAges, old.size);
    const ends = new Map(
      tables.observation_period.map((period) => [period.person_id, period.observation_period_end_date]),
    );
    for (const person of tables.person)
      assert.ok(Number(ends.get(person.person_id)?.slice(0, 4)) - person.year_of_birth <= 90);
    const capped = tables.person.filter(({ person_source_value }) =>
      [...old].some((id) => privacy.pseudonymOf(`Patient/${id}`) === person_source_value),
    );
    assert.deepEqual(
      capped.map((person) => Number(ends.get(person.person_id)?.slice(0, 4)) - person.year_of_birth),
      capped.map(() => 90),
    );
    assert.equal(capAge(1929, 2025), 1935);
    assert.equal(capAge(1936, 2025), 1936);
  });

  test("the whole birth date moves with the other dates, and only its year is told", () => {
    const { tables } = fhirToOmop(entriesOf([{ ...patient, birthDate: "1950-01-01" }, lab]), {
      privacy: { ...kept, shiftDaysOf: () => -10 },
    });
    assert.equal(tables.person[0]!.year_of_birth, 1949);
    assert.equal(tables.measurement[0]!.measurement_date, "2020-04-25");
    assert.equal(tables.person[0]!.month_of_birth, undefined);
  });

  test("words never come through: not as value, unit, code or key, and the report says where they were", () => {
    const secret = "Maria Secret";
    const { tables, report } = importOf([
      { ...patient, [secret]: secret, gender: secret },
      {
        ...lab,
        valueString: secret,
        note: [{ text: secret }],
        code: { ...code, text: secret },
        performer: [{ display: secret }],
      },
      { ...lab, id: "u", valueQuantity: { value: 1, unit: secret } },
      { ...lab, id: "t", valueCodeableConcept: { text: secret } },
      { resourceType: secret, id: secret },
    ]);
    assert.doesNotMatch(JSON.stringify([tables, report]), /Maria|Secret/);
    assert.equal(tables.measurement.length, 3);
    assert.deepEqual(Object.keys(report.dropped), [
      "Observation.code.text",
      "Observation.note.text",
      "Observation.performer.display",
      "Observation.valueCodeableConcept.text",
      "Observation.valueString",
      "Patient.?",
    ]);
  });

  test("numbers of people follow their pseudonyms, not the order of the files", () => {
    const { entries } = handmadePatients();
    const forwards = fhirToOmop(entries, { privacy }).tables.person;
    const people = entries.filter(({ resource }) => (resource as Json).resourceType === "Patient").reverse();
    const others = entries.filter(({ resource }) => (resource as Json).resourceType !== "Patient");
    assert.deepEqual(fhirToOmop([...people, ...others], { privacy }).tables.person, forwards);
  });
});

describe("bad resources are listed with why, and never stop the rest", () => {
  const CASES: [reason: string, resource: unknown][] = [
    ["it is not a FHIR resource", null],
    ["it is not a FHIR resource", { resourceType: 5 }],
    ["its patient is not in the files", { ...lab, subject: { reference: "Patient/q" } }],
    ["no patient that can be found", { ...lab, subject: undefined }],
    ["no date", { ...lab, effectiveDateTime: "soon" }],
    ["no code that can be kept", { ...lab, code: { text: "words" } }],
    [
      "no code that can be kept",
      { ...lab, code: { coding: [{ system: "http://loinc.org", code: "x".repeat(60) }] } },
    ],
    ["it was not made, or an error", { ...lab, status: "entered-in-error" }],
    ["no start date", { resourceType: "Encounter", id: "e", status: "finished", subject }],
    [
      "it did not take place",
      { resourceType: "Encounter", id: "e", status: "planned", subject, period: { start: "2020" } },
    ],
    [
      "it is refuted or an error",
      {
        resourceType: "Condition",
        id: "c",
        code,
        subject,
        onsetDateTime: "2020",
        verificationStatus: {
          coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-ver-status", code: "refuted" }],
        },
      },
    ],
    [
      "it is no order",
      {
        resourceType: "MedicationRequest",
        id: "m",
        status: "active",
        intent: "plan",
        medicationCodeableConcept: code,
        subject,
        authoredOn: "2020",
      },
    ],
    [
      "it was not given",
      {
        resourceType: "MedicationAdministration",
        id: "m",
        status: "not-done",
        medicationCodeableConcept: code,
        subject,
        effectiveDateTime: "2020",
      },
    ],
    ["another resource with this id was read before", { ...lab, id: "fine" }],
  ];
  for (const [reason, resource] of CASES)
    test(`${reason}: ${JSON.stringify(resource)?.slice(0, 60)}`, () => {
      const { tables, report } = importOf([patient, { ...lab, id: "fine" }, resource]);
      assert.equal(tables.measurement.length, 1);
      assert.deepEqual(
        report.refused.list.map(({ entry, reason }) => ({ entry, reason })),
        [{ entry: 3, reason }],
      );
    });

  test("a patient without a year of birth, or without a dated fact, goes with all that is about them", () => {
    const { tables, report } = importOf([
      { ...patient, birthDate: "unknown" },
      lab,
      { ...patient, id: "empty" },
    ]);
    assert.equal(tables.person.length + tables.measurement.length, 0);
    assert.deepEqual(report.refused.byReason, {
      "Observation: its patient was refused": 1,
      "Patient: no dated fact": 1,
      "Patient: no year of birth": 1,
    });
  });

  test("an observed time without a fact is enough, and is the observation period", () => {
    const observed = {
      url: "urn:symbolon:ehr:observed",
      valuePeriod: { start: "2020-01-01", end: "2022-06-30" },
    };
    const { tables } = importOf([{ ...patient, extension: [observed] }]);
    assert.equal(tables.observation_period[0]!.observation_period_end_date, "2022-06-30");
  });
});

describe("coverage", () => {
  test("counts codes as mapped, kept as source, and dropped, by type and system", () => {
    const two = {
      coding: [
        { system: "urn:x", code: "A" },
        { system: "http://loinc.org", code: "1-8" },
      ],
    };
    const { report, tables } = importOf(
      [patient, { ...lab, code: two }, { ...lab, id: "2", code: { coding: [{ code: "B" }] } }],
      {
        conceptOf: (_: unknown, given: string) => (given === "1-8" ? 3_000_000 : undefined),
      },
    );
    assert.deepEqual(report.coverage, [
      { resourceType: "Observation", system: "http://loinc.org", mapped: 1, source: 0, dropped: 0 },
      { resourceType: "Observation", system: "urn:x", mapped: 0, source: 0, dropped: 1 },
      { resourceType: "Observation", system: "", mapped: 0, source: 1, dropped: 0 },
    ]);
    assert.deepEqual(
      tables.measurement.map((row) => [row.measurement_concept_id, row.measurement_source_value]),
      [
        [3_000_000, "LOINC:1-8"],
        [0, "B"],
      ],
    );
  });

  test("a date that is the encounter's is told as inferred", () => {
    const encounter = {
      resourceType: "Encounter",
      id: "e",
      status: "finished",
      subject,
      period: { start: "2020-02-02", end: "2020-02-03" },
    };
    const { tables, report } = importOf([
      patient,
      encounter,
      { ...lab, effectiveDateTime: undefined, encounter: { reference: "Encounter/e" } },
    ]);
    assert.equal(tables.measurement[0]!.measurement_date, "2020-02-02");
    assert.deepEqual(report.inferred, { "Observation: date of its encounter": 1 });
  });
});

test("R5 resources give what the same records give as R4", () => {
  const concept = { coding: [{ system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "5" }] };
  const period = { start: "2020-01-01T10:00:00Z", end: "2020-01-02T10:00:00Z" };
  const actClass = { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "IMP" };
  const r4 = [
    patient,
    { resourceType: "Encounter", id: "e", status: "finished", class: actClass, subject, period },
    { resourceType: "Procedure", id: "pr", status: "completed", code, subject, performedPeriod: period },
    {
      resourceType: "MedicationRequest",
      id: "m",
      status: "active",
      intent: "order",
      medicationCodeableConcept: concept,
      subject,
      authoredOn: "2020-01-01",
    },
    {
      resourceType: "MedicationAdministration",
      id: "a",
      status: "completed",
      medicationReference: { reference: "Medication/x" },
      subject,
      context: { reference: "Encounter/e" },
      effectivePeriod: period,
    },
    { resourceType: "Medication", id: "x", code: concept },
    lab,
  ];
  const r5 = [
    patient,
    {
      resourceType: "Encounter",
      id: "e",
      status: "completed",
      class: [{ coding: [actClass] }],
      subject,
      actualPeriod: period,
    },
    { resourceType: "Procedure", id: "pr", status: "completed", code, subject, occurrencePeriod: period },
    {
      resourceType: "MedicationRequest",
      id: "m",
      status: "active",
      intent: "order",
      medication: { concept },
      subject,
      authoredOn: "2020-01-01",
    },
    {
      resourceType: "MedicationAdministration",
      id: "a",
      status: "completed",
      medication: { reference: { reference: "Medication/x" } },
      subject,
      encounter: { reference: "Encounter/e" },
      occurencePeriod: period,
    },
    { resourceType: "Medication", id: "x", code: concept },
    lab,
  ];
  const expected = importOf(r4);
  assert.equal(expected.tables.drug_exposure.length, 2);
  assert.deepEqual(importOf(r5, { version: "R5" }).tables, expected.tables);
  assert.notDeepEqual(importOf(r5).tables, expected.tables);
});
