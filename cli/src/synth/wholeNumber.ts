import { usageError } from "./usageError.ts";

/** A whole number from 1. Throws E1006 for any other text. */
export function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw usageError(`${name} is a whole number from 1`);
  return number;
}
