import type { PrivateModel } from "../model/privateModel.ts";

/** 2^32 times the golden ratio's fractional part, made odd. */
const GOLDEN = 2654435769;

/**
 * Fine levels for a column's coarse cells: within each coarse level the fine levels' weights are dealt by a golden-ratio sequence, so their
 * shares come out nearly exact. `allowed` (evidence) leaves levels out. `phase` draws 32 random bits.
 */
export function drawFine(
  cells: Uint16Array,
  { map, weights }: PrivateModel["columns"][number],
  allowed: Uint8Array | null,
  phase: () => number,
): Uint16Array {
  const groups = new Map<number, { levels: number[]; upTo: number[]; at: number }>();
  for (const [level, group] of map.entries()) {
    if (allowed !== null && allowed[level] !== 1) continue;
    const entry = groups.get(group) ?? { levels: [], upTo: [], at: 0 };
    entry.levels.push(level);
    groups.set(group, entry);
  }
  for (const entry of [...groups.keys()].sort((a, b) => a - b).map((group) => groups.get(group)!)) {
    const own = entry.levels.map((level) => weights[level]!);
    const sum = own.reduce((a, b) => a + b, 0);
    let running = 0;
    // Upper ends in 32-bit fractions; without any weight the levels share alike.
    entry.upTo = own.map((weight) => {
      running += sum > 0 ? weight / sum : 1 / own.length;
      return running * 4294967296;
    });
    entry.at = phase();
  }
  return cells.map((cell) => {
    const entry = groups.get(cell)!;
    entry.at = (entry.at + GOLDEN) >>> 0;
    let i = 0;
    while (i < entry.levels.length - 1 && entry.upTo[i]! <= entry.at) i++;
    return entry.levels[i]!;
  });
}
