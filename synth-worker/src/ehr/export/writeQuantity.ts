import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import { OPERATORS } from "../import/operators.ts";
import { readSourceValue } from "../omop/sourceValue.ts";
import type { ExportContext } from "./exportContext.ts";

const COMPARATORS: ReadonlyMap<number, string> = new Map([...OPERATORS].map(([text, id]) => [id, text]));

/** A number with its unit and operator as a Quantity (R4): a unit with a system is a code, one without is text. */
export function writeQuantity(
  context: Pick<ExportContext, "names">,
  value: number,
  parts: { readonly unit?: string | undefined; readonly operator?: number | undefined },
) {
  const unit = parts.unit === undefined ? undefined : readSourceValue(parts.unit, context.names);
  return withoutEmpty({
    value,
    comparator: parts.operator === undefined ? undefined : COMPARATORS.get(parts.operator),
    unit: unit?.code,
    system: unit?.system,
    code: unit?.system === undefined ? undefined : unit.code,
  });
}
