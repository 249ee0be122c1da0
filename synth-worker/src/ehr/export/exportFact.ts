import { PROFILE, STAGE_GROUP_CODES, SYSTEM } from "../fhir/codes.ts";
import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { readSourceValue } from "../omop/sourceValue.ts";
import type { ExportContext } from "./exportContext.ts";
import type { FactRow } from "./factRow.ts";
import { factsOf } from "./factsOf.ts";
import { type FhirResource, resourceId } from "./fhirResource.ts";
import { type WrittenConcept, writeConcept } from "./writeConcept.ts";
import { writeQuantity } from "./writeQuantity.ts";
import { writeWhen } from "./writeWhen.ts";

/**
 * A row of measurement or observation to Observation (R4), rows linked to it as its components. It claims the mCODE stage group where it is one by its code and
 * has what the profile demands: a coded value, a method and a primary cancer condition.
 */
export function exportFact(
  context: ExportContext,
  fact: FactRow,
  parts: {
    readonly components: readonly FactRow[];
    readonly isCancer: (conditionId: number) => boolean;
    readonly hasCondition: (conditionId: number) => boolean;
  },
): FhirResource {
  const owner = { field: fact.field, id: fact.id };
  const method = factsOf(context, owner, "method")[0];
  const precision = factsOf(context, owner, "startPrecision")[0]?.value_source_value;
  const focus =
    fact.eventField === CONCEPT.fieldCondition &&
    fact.eventId !== undefined &&
    parts.hasCondition(fact.eventId)
      ? fact.eventId
      : undefined;
  const code = fact.source === undefined ? undefined : readSourceValue(fact.source, context.names);
  const isStageGroup =
    code?.system === SYSTEM.loinc &&
    STAGE_GROUP_CODES.has(code.code) &&
    method !== undefined &&
    focus !== undefined &&
    parts.isCancer(focus) &&
    parts.components.length === 0 &&
    writeValue(context, fact).valueCodeableConcept !== undefined;
  return withoutEmpty({
    resourceType: "Observation",
    id: resourceId(fact.field === CONCEPT.fieldMeasurement ? "measurement" : "observation", fact.id),
    meta: isStageGroup ? { profile: [PROFILE.stageGroup] } : undefined,
    status: "final",
    category:
      fact.category === undefined
        ? undefined
        : [{ coding: [{ system: SYSTEM.observationCategory, code: fact.category }] }],
    code: codeOf(context, fact),
    subject: context.patient,
    focus: focus === undefined ? undefined : [{ reference: `Condition/${resourceId("condition", focus)}` }],
    encounter:
      fact.visitId === undefined
        ? undefined
        : { reference: `Encounter/${resourceId("visit", fact.visitId)}` },
    effectiveDateTime: writeWhen(fact.date, fact.datetime, precision),
    ...writeValue(context, fact),
    method:
      method === undefined
        ? undefined
        : writeConcept(context, method.value_source_value, method.value_as_concept_id),
    component:
      parts.components.length === 0
        ? undefined
        : parts.components.map((part) => ({ code: codeOf(context, part), ...writeValue(context, part) })),
  });
}

/** Observation.code is required: a row without any code says so in words. */
function codeOf(context: ExportContext, { source, conceptId }: FactRow): WrittenConcept | { text: string } {
  return writeConcept(context, source, conceptId) ?? { text: "not coded" };
}

function writeValue(context: ExportContext, { cells }: FactRow) {
  const { value_as_number: number, value_source_value: source, unit_source_value: unit } = cells;
  const { range_low: low, range_high: high } = cells;
  const code = source === undefined ? undefined : readSourceValue(source, context.names);
  const isInteger = number !== undefined && unit === undefined && source === String(number);
  const isFlag = code?.system === SYSTEM.fhir && (code.code === "true" || code.code === "false");
  const range = withoutEmpty({
    low: low === undefined ? undefined : writeQuantity(context, low, {}),
    high: high === undefined ? undefined : writeQuantity(context, high, {}),
  });
  return withoutEmpty({
    valueQuantity:
      number === undefined || isInteger
        ? undefined
        : writeQuantity(context, number, { unit, operator: cells.operator_concept_id }),
    valueInteger: isInteger ? number : undefined,
    valueBoolean: number === undefined && isFlag ? code?.code === "true" : undefined,
    valueCodeableConcept:
      number !== undefined || isFlag ? undefined : writeConcept(context, source, cells.value_as_concept_id),
    referenceRange: low === undefined && high === undefined ? undefined : [range],
  });
}
