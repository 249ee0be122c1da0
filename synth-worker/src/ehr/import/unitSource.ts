import type { KeptQuantity } from "../fhir/keptShapes.ts";
import { writeSourceValue } from "../omop/sourceValue.ts";
import type { PersonContext } from "./importContext.ts";

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
