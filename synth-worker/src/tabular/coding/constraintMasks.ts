import type { SynthSchema } from "@symbolon/protocol";
import { compileConstraints } from "./compileConstraints.ts";
import { type FineDomain, fineDomain } from "./fineDomain.ts";
import { groupRange } from "./groupRange.ts";

/** Which coarse cells over `columns` can hold a record: mask[cell] = 0 where none can (row-major, last column fastest). */
export type ConstraintMask = { readonly columns: readonly number[]; readonly mask: Uint8Array };

/**
 * A schema's constraints as zeros of the model's base measure, over coarse levels. `maps[column]` sends fine to coarse levels (null:
 * as they are). An inequality allows a coarse cell when any two of its values obey; which of them, decoding settles. Throws
 * RangeError for a map that merges levels of different {@link constraintClasses}: such a cell would be neither possible nor impossible.
 */
export function constraintMasks(
  schema: SynthSchema,
  maps: readonly (Uint16Array | null)[],
  domain: FineDomain = fineDomain(schema),
): ConstraintMask[] {
  const { rules, orders } = compileConstraints(schema, domain);
  const coarse = (column: number, level: number) => maps[column]?.[level] ?? level;
  const sizeOf = (column: number) => {
    const map = maps[column];
    return map ? map.reduce((most, level) => Math.max(most, level), 0) + 1 : domain.sizes[column]!;
  };
  const masks: ConstraintMask[] = [];
  for (const { columns, allowed } of rules) {
    const shape = columns.map(sizeOf);
    const seen = new Uint8Array(shape.reduce((product, size) => product * size, 1));
    const levels = columns.map(() => 0);
    for (let cell = 0; cell < allowed.length; cell++) {
      let target = 0;
      for (let i = 0; i < columns.length; i++) target = target * shape[i]! + coarse(columns[i]!, levels[i]!);
      const state = allowed[cell] === 1 ? 2 : 1;
      if (seen[target] !== 0 && seen[target] !== state)
        throw new RangeError(
          `the coarse levels of ${columns.map((column) => domain.columns[column]!.name).join(", ")} mix what a constraint tells apart`,
        );
      seen[target] = state;
      for (let i = levels.length - 1; i >= 0; i--) {
        if (++levels[i]! < domain.sizes[columns[i]!]!) break;
        levels[i] = 0;
      }
    }
    masks.push({ columns, mask: seen.map((state) => (state === 2 ? 1 : 0)) });
  }
  for (const { low, high, gap } of orders) {
    const [lows, highs] = [low, high].map((column) =>
      groupRange(domain.columns[column]!, maps[column] ?? null),
    );
    const mask = new Uint8Array(lows!.length * highs!.length);
    lows!.forEach((a, i) => {
      highs!.forEach((b, j) => {
        mask[i * highs!.length + j] = a === null || b === null || a.least + gap <= b.most ? 1 : 0;
      });
    });
    masks.push({ columns: [low, high], mask });
  }
  return masks;
}
