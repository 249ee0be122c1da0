/** More decimals than this are rounding of binary fractions, not writing. */
const MOST = 15;

/**
 * Decimals a number's text needs, trailing zeros not counted: 0 for "5.0", 1 for "2.50", 4 for "1.5e-3". At most 15. `text` is a number
 * as tabular/coding/codeCell.ts describes it; 0 for anything else.
 */
export function decimalsOfText(text: string): number {
  if (!text.includes(".") && !text.includes("-")) return 0;
  const parts = /^[+-]?[0-9]*(?:\.([0-9]*?)0*)?(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (parts === null) return 0;
  return Math.min(MOST, Math.max(0, (parts[1]?.length ?? 0) - Number(parts[2] ?? 0)));
}
