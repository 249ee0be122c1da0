import { SYSTEM } from "../fhir/codes.ts";
import type { KeptQuantity, KeptValue } from "../fhir/keptShapes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { writeSourceValue } from "../omop/sourceValue.ts";
import { coded } from "./coded.ts";
import type { PersonContext } from "./importContext.ts";

/** Comparators of a Quantity as OMOP's operator concepts. */
export const OPERATORS: ReadonlyMap<string, number> = new Map([
  ["<", CONCEPT.less],
  ["<=", CONCEPT.lessOrEqual],
  [">=", CONCEPT.greaterOrEqual],
  [">", CONCEPT.greater],
]);

/** A unit is a short word; longer ones may be free text. */
const UNIT = /^\S{1,20}$/;

/** The unit of a quantity as source value: its code, or its text where it has no code and is one short word; undefined for none. */
export function unitSource(
  context: Pick<PersonContext, "names">,
  quantity: Pick<KeptQuantity, "unit" | "system" | "code"> | undefined,
): string | undefined {
  if (quantity?.code !== undefined)
    return writeSourceValue({ system: quantity.system, code: quantity.code }, context.names);
  const { unit } = quantity ?? {};
  return unit !== undefined && UNIT.test(unit) ? writeSourceValue({ code: unit }, context.names) : undefined;
}

/** The columns that say an Observation's value, as measurement has them. */
export type ValueColumns = {
  readonly value_as_number: number | undefined;
  readonly value_as_concept_id: number | undefined;
  readonly value_source_value: string | undefined;
  readonly operator_concept_id: number | undefined;
  readonly unit_concept_id: number | undefined;
  readonly unit_source_value: string | undefined;
  readonly range_low: number | undefined;
  readonly range_high: number | undefined;
};

/**
 * A value of an Observation or a component. An integer has its digits as source value, which tells it from a quantity without a unit; true and false are
 * codes of FHIR's own.
 */
export function valueColumns(context: PersonContext, path: string, value: KeptValue): ValueColumns {
  const { valueQuantity: quantity, valueInteger: integer, valueBoolean: flag } = value;
  const code = coded(context, `${path}.value`, value.valueCodeableConcept);
  const unit = unitSource(context, quantity);
  const ranges = value.referenceRange ?? [];
  if (ranges.length > 1) context.tally.drop(`${path}.referenceRange (not the one kept)`);
  const number = quantity?.value ?? integer;
  const word =
    flag === undefined
      ? undefined
      : writeSourceValue({ system: SYSTEM.fhir, code: String(flag) }, context.names);
  return {
    value_as_number: number,
    value_as_concept_id: code?.conceptId,
    value_source_value:
      code?.source ?? word ?? (quantity?.value === undefined && integer !== undefined ? String(integer) : undefined),
    operator_concept_id: quantity?.comparator === undefined ? undefined : OPERATORS.get(quantity.comparator),
    unit_concept_id:
      unit === undefined ? undefined : (context.conceptOf(quantity?.system, quantity?.code ?? "") ?? CONCEPT.none),
    unit_source_value: unit,
    range_low: ranges[0]?.low?.value,
    range_high: ranges[0]?.high?.value,
  };
}
