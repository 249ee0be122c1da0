import type { StructuralZeros } from "../model/modelState.ts";
import { coarseSize } from "./coarseSize.ts";

/**
 * The coarse maps, made finer where a coarse level holds fine levels of which structural zeros say different things: two levels
 * stay together only when every table of zeros has the same entries for both. A coarse cell is then wholly
 * possible or wholly impossible, and so no generated record can break a rule. Public: zeros come with the schema.
 */
export function separateZeros(
  maps: readonly Uint16Array[],
  zeros: readonly StructuralZeros[],
): readonly Uint16Array[] {
  const sizes = maps.map((map) => map.length);
  return maps.map((map, column) => {
    let classes = map;
    for (const zero of zeros) {
      if (zero.columns.includes(column)) classes = split(classes, slices(sizes, zero, column));
    }
    return classes;
  });
}

/** Per level of `column`, its part of the table of zeros as text. */
function slices(sizes: readonly number[], { columns, allowed }: StructuralZeros, column: number): string[] {
  const at = columns.indexOf(column);
  const size = sizes[column]!;
  const inner = columns.slice(at + 1).reduce((product, other) => product * sizes[other]!, 1);
  const outer = allowed.length / (size * inner);
  return Array.from({ length: size }, (_, level) => {
    let text = "";
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i++) text += allowed[(o * size + level) * inner + i] === 0 ? "0" : "1";
    return text;
  });
}

/** Classes by old class and text, numbered by old class first, then by first level. */
function split(map: Uint16Array, texts: readonly string[]): Uint16Array {
  const out = new Uint16Array(map.length);
  let next = 0;
  for (let old = 0; old < coarseSize(map); old++) {
    const seen = new Map<string, number>();
    for (let level = 0; level < map.length; level++) {
      if (map[level] !== old) continue;
      const text = texts[level]!;
      if (!seen.has(text)) seen.set(text, next++);
      out[level] = seen.get(text)!;
    }
  }
  return out;
}
