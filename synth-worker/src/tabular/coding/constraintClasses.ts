import type { SynthSchema } from "@symbolon/protocol";
import { compileConstraints } from "./compileConstraints.ts";
import { type FineDomain, fineDomain } from "./fineDomain.ts";

/**
 * Per modelled column a class per fine level: levels of one class are alike to every constraint and may share a coarse level, levels
 * of different classes must not. Null for a column no constraint names. Classes count from 0 in order of first appearance. A number
 * that an inequality names must also be merged among neighbours only; its missing level is a class of its own.
 */
export function constraintClasses(
  schema: SynthSchema,
  domain: FineDomain = fineDomain(schema),
): (Uint16Array | null)[] {
  const { rules, orders } = compileConstraints(schema, domain);
  return domain.columns.map((column, c) => {
    const slices = Array.from({ length: column.size }, () => "");
    let named = false;
    for (const { columns, allowed } of rules) {
      const place = columns.indexOf(c);
      if (place < 0) continue;
      named = true;
      const after = columns.slice(place + 1).reduce((product, i) => product * domain.sizes[i]!, 1);
      const parts: string[][] = slices.map(() => []);
      for (let start = 0; start < allowed.length; start += after)
        parts[(start / after) % column.size]!.push(allowed.subarray(start, start + after).join(""));
      for (const [level, part] of parts.entries()) slices[level] += `|${part.join("")}`;
    }
    if (orders.some(({ low, high }) => low === c || high === c)) {
      named = true;
      if (column.missing) slices[0] += "|missing";
    }
    if (!named) return null;
    const numbers = new Map<string, number>();
    return Uint16Array.from(slices, (slice) => {
      if (!numbers.has(slice)) numbers.set(slice, numbers.size);
      return numbers.get(slice)!;
    });
  });
}
