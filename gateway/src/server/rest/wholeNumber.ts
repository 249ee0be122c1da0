import { SymbolonError } from "@symbolon/protocol";

/** A query parameter as a whole number; `otherwise` where it is absent. Throws E9009. */
export function wholeNumber(text: string | null, otherwise: number): number {
  if (text === null) return otherwise;
  if (!/^\d{1,12}$/.test(text))
    throw new SymbolonError("E9009", { reason: `${text.slice(0, 20)} is no whole number` });
  return Number(text);
}
