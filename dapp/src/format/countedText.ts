import { formatNumber } from "./formatNumber.ts";

/** A number of things in words: "1 row", "2,000 rows". `many` where an s does not make the plural. */
export function countedText(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
