import type { CompiledMapping, MappingType } from "./compileMapping.ts";

/**
 * A value as DuckDB casts it to VARCHAR: doubles in the fewest digits that read back the same, with a point, and with an exponent below 1e-4 and
 * from 1e16. NULL stays null. Throws RangeError for a type whose text needs DuckDB (decimals).
 */
export function mappingText(type: MappingType, value: ReturnType<CompiledMapping["at"]>): string | null {
  if (type === "decimal") throw new RangeError("the text of a decimal is not known here");
  if (value === null) return null;
  return type === "double" ? doubleText(value as number) : String(value);
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const [mantissa, exponentText] = value.toExponential().split("e") as [string, string];
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, "0");
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  // Between these limits JavaScript writes the same digits without an exponent.
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}
