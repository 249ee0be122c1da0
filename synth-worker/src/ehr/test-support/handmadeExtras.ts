import {
  category,
  concept,
  type HandmadePerson,
  ICD10,
  ICDO3,
  LOCAL,
  LOINC,
  MCODE,
  observation,
  RXNORM,
  SNOMED,
  UCUM,
} from "./handmadeParts.ts";

/** What patients of a kind have beside the plain facts, by kind (handmadePatients says which is which). */
export const handmadeExtras: Readonly<Record<number, (i: number, p: HandmadePerson) => void>> = {
  2(i, p) {
    p.add({
      resourceType: "Condition",
      id: `partial${i}`,
      code: concept(ICD10, "E11.9"),
      subject: p.subject,
      onsetDateTime: "2015",
      abatementDateTime: "2018-03",
      recordedDate: "2016-07",
    });
    p.add({
      resourceType: "Condition",
      id: `recorded${i}`,
      code: concept(ICD10, "I10"),
      subject: p.subject,
      recordedDate: "2017-09",
    });
    p.add({
      resourceType: "Procedure",
      id: `partialpr${i}`,
      status: "completed",
      code: concept(SNOMED, "73761001"),
      subject: p.subject,
      performedDateTime: "2016-03",
    });
    p.add(observation(`partiallab${i}`, p, { code: concept(LOINC, "2345-7"), effectiveDateTime: "2019-12" }));
    p.add({
      resourceType: "Encounter",
      id: `partiale${i}`,
      status: "finished",
      class: { code: "wellness" },
      subject: p.subject,
      period: { start: "2019-05-10", end: "2019-05" },
    });
  },
  3(i, p) {
    const noStart = {
      resourceType: "Encounter",
      id: `nostart${i}`,
      status: "finished",
      class: { code: "AMB" },
      subject: p.subject,
    };
    p.addBad(noStart);
    p.add({ ...noStart, id: `open${i}`, period: { start: "2020-05-01" } });
    p.add(
      observation(`lost${i}`, p, {
        code: concept(LOINC, "2160-0"),
        encounter: { reference: `Encounter/nostart${i}` },
        effectiveInstant: "2020-05-02T07:00:00.000Z",
        valueQuantity: { value: 1.1, comparator: "<", unit: "mg/dL", system: UCUM, code: "mg/dL" },
      }),
    );
    p.addBad(observation(`nodate${i}`, p, { code: concept(LOINC, "2160-0") }));
    p.addBad(
      observation(`baddate${i}`, p, { code: concept(LOINC, "2160-0"), effectiveDateTime: "2021-02-30" }),
    );
    p.addBad(
      observation(`error${i}`, p, {
        status: "entered-in-error",
        code: concept(LOINC, "2160-0"),
        effectiveDateTime: "2020-05-02",
      }),
    );
    p.addBad({
      resourceType: "Procedure",
      id: `notdone${i}`,
      status: "not-done",
      code: concept(SNOMED, "1"),
      subject: p.subject,
      performedDateTime: "2020-05-02",
    });
    p.addBad({
      resourceType: "Condition",
      id: `textonly${i}`,
      code: { text: "a secret illness" },
      subject: p.subject,
      onsetDateTime: "2020-05-02",
    });
    p.addBad({
      resourceType: "Condition",
      id: `stranger${i}`,
      code: concept(SNOMED, "2"),
      subject: { reference: "Patient/nobody" },
      onsetDateTime: "2020-05-02",
    });
  },
  5(i, p) {
    const cancer = `cancer${i}`;
    p.add({
      resourceType: "Condition",
      id: cancer,
      meta: { profile: [`${MCODE}primary-cancer-condition|4.0.0`] },
      extension: [
        { url: `${MCODE}histology-morphology-behavior`, valueCodeableConcept: concept(ICDO3, "8500/3") },
        {
          url: "http://hl7.org/fhir/StructureDefinition/condition-assertedDate",
          valueDateTime: "2019-04-02",
        },
      ],
      clinicalStatus: concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"),
      category: [concept("http://terminology.hl7.org/CodeSystem/condition-category", "problem-list-item")],
      code: concept(ICD10, "C50.9"),
      bodySite: [concept(SNOMED, "76752008"), concept(ICDO3, "C50.9")],
      subject: p.subject,
      onsetPeriod: { start: "2019-04-01" },
      stage: [{ summary: concept("http://cancerstaging.org", "IIA") }],
    });
    const focus = [{ reference: `Condition/${cancer}` }];
    for (const [code, value] of [
      ["21908-9", "IIIB"],
      ["21905-5", "cT2"],
      ["21906-3", "cN1"],
      ["21907-1", "cM0"],
    ] as const)
      p.add(
        observation(`tnm${code}-${i}`, p, {
          code: concept(LOINC, code),
          method: concept(SNOMED, "897275008"),
          focus,
          effectiveDateTime: "2019-04-20",
          valueCodeableConcept: concept("http://cancerstaging.org", value),
        }),
      );
    for (const [n, [date, state]] of [
      ["2019-09-01", "268910001"],
      ["2020-03-01", "271299001"],
      ["2021", "271299001"],
    ].entries())
      p.add(
        observation(`state${i}-${n}`, p, {
          meta: { profile: [`${MCODE}cancer-disease-status`] },
          code: concept(LOINC, "97509-4"),
          focus,
          effectiveDateTime: date,
          valueCodeableConcept: concept(SNOMED, state!),
        }),
      );
    // The profile of a stage group demands a method: this one must not claim it.
    p.add(
      observation(`nomethod${i}`, p, {
        code: concept(LOINC, "21902-2"),
        focus,
        effectiveDateTime: "2019-06-20",
        valueCodeableConcept: concept("http://cancerstaging.org", "IIB"),
      }),
    );
    p.add(
      observation(`ecog${i}`, p, {
        category: [category("survey")],
        code: concept(LOINC, "89247-1"),
        effectiveDateTime: "2019-05-01",
        valueInteger: i % 5,
      }),
    );
    p.add(
      observation(`psa${i}`, p, {
        category: [category("laboratory")],
        code: concept(LOINC, "2857-1"),
        focus,
        effectivePeriod: { start: "2019-05-02T08:00:00Z", end: "2019-05-02T09:00:00Z" },
        valueQuantity: { value: 0.04, comparator: "<", unit: "ng/mL", system: UCUM, code: "ng/mL" },
      }),
    );
    p.add({
      resourceType: "Procedure",
      id: `surgery${i}`,
      extension: [{ url: `${MCODE}procedure-intent`, valueCodeableConcept: concept(SNOMED, "373808002") }],
      status: "in-progress",
      code: concept(SNOMED, "392021009"),
      subject: p.subject,
      performedDateTime: "2019-06-01T07:45:00+02:00",
    });
    p.add({
      resourceType: "MedicationAdministration",
      id: `chemo${i}`,
      status: "completed",
      medicationCodeableConcept: concept(RXNORM, "1790099"),
      subject: p.subject,
      context: { reference: `Encounter/e${i}` },
      effectivePeriod: { start: "2019-07-01", end: "2019-09-30" },
      dosage: {
        text: "over an hour",
        route: concept(SNOMED, "47625008"),
        dose: { value: 100, unit: "mg", system: UCUM, code: "mg" },
      },
    });
  },
  6(i, p) {
    const codings = (known: string, code: string) => ({
      coding: [
        { system: LOCAL, code: `H-${i}`, display: "local words" },
        { system: known, code, display: "known words" },
        { system: LOCAL, code: "again" },
      ],
    });
    p.add({
      resourceType: "Condition",
      id: `many${i}`,
      code: codings(ICD10, "J45.0"),
      subject: p.subject,
      onsetDateTime: "2018-01-01",
    });
    p.add(
      observation(`manylab${i}`, p, {
        code: codings(LOINC, "2951-2"),
        effectiveDateTime: "2018-01-02",
        valueCodeableConcept: codings(SNOMED, "260385009"),
      }),
    );
  },
  7(i, p) {
    const given = {
      resourceType: "MedicationAdministration",
      status: "stopped",
      subject: p.subject,
      effectiveDateTime: "2020-10-01T06:00:00Z",
    };
    p.add({
      ...given,
      id: `contained${i}`,
      contained: [{ resourceType: "Medication", id: "m", code: concept(RXNORM, "311671") }],
      medicationReference: { reference: "#m" },
    });
    p.add({ ...given, id: `shared${i}`, medicationReference: { reference: "Medication/shared" } });
    p.addBad({ ...given, id: `unknown${i}`, medicationReference: { reference: "Medication/unknown" } });
    p.addBad({
      ...given,
      id: `inside${i}`,
      subject: { reference: "#patient" },
      medicationCodeableConcept: concept(RXNORM, "1"),
    });
  },
  9(i, p) {
    p.add(
      observation(`bare${i}`, p, {
        code: { coding: [{ code: "HB" }] },
        effectiveDateTime: "2020-01-01",
        valueQuantity: { value: 7, unit: "mmol" },
      }),
    );
    p.add(
      observation(`colon${i}`, p, {
        code: { coding: [{ code: "LAB:HB" }] },
        effectiveDateTime: "2020-01-01",
        valueQuantity: { value: -3.25 },
      }),
    );
    p.add(
      observation(`local${i}`, p, {
        code: concept(LOCAL, `X${i}`),
        effectiveDateTime: "2020-01-01",
        valueInteger: 0,
      }),
    );
    p.add(
      observation(`flag${i}`, p, {
        category: [category("social-history")],
        code: concept(LOINC, "72166-2"),
        effectiveDateTime: "2020-01-01",
        valueBoolean: false,
      }),
    );
    p.add(
      observation(`smoker${i}`, p, {
        category: [category("social-history")],
        code: concept(LOINC, "72166-2"),
        effectiveDateTime: "2020-01-03",
        valueCodeableConcept: concept(SNOMED, "8517006"),
      }),
    );
    p.add(
      observation(`bp${i}`, p, {
        category: [category("vital-signs")],
        code: concept(LOINC, "85354-9"),
        effectiveDateTime: "2020-01-01T12:00:00Z",
        component: [
          {
            code: concept(LOINC, "8480-6"),
            valueQuantity: { value: 120, unit: "mm[Hg]", system: UCUM, code: "mm[Hg]" },
          },
          {
            code: concept(LOINC, "8462-4"),
            valueQuantity: { value: 80, unit: "mm[Hg]", system: UCUM, code: "mm[Hg]" },
          },
        ],
      }),
    );
    p.add(
      observation(`questions${i}`, p, {
        category: [category("survey")],
        code: concept(LOINC, "44249-1"),
        effectiveDateTime: "2020-01-04",
        component: [{ code: concept(LOINC, "44250-9"), valueInteger: 2 }],
      }),
    );
  },
};
