import { SYSTEM } from "../fhir/codes.ts";
import type { KeptValue } from "../fhir/keptShapes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { writeSourceValue } from "../omop/sourceValue.ts";
import { coded } from "./coded.ts";
import type { PersonContext } from "./importContext.ts";
import { OPERATORS } from "./operators.ts";
import { unitSource } from "./unitSource.ts";

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
      code?.source ??
      word ??
      (quantity?.value === undefined && integer !== undefined ? String(integer) : undefined),
    operator_concept_id: quantity?.comparator === undefined ? undefined : OPERATORS.get(quantity.comparator),
    unit_concept_id:
      unit === undefined
        ? undefined
        : (context.conceptOf(quantity?.system, quantity?.code ?? "") ?? CONCEPT.none),
    unit_source_value: unit,
    range_low: ranges[0]?.low?.value,
    range_high: ranges[0]?.high?.value,
  };
}
