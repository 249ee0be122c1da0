import type { CodeGroups } from "./codeGroups.ts";

/** Groups of codes that are named in public: each of `counted` its own, all others one. One group for a table without codes (`levels` null). */
export function countedGroups(
  table: string,
  levels: readonly string[] | null,
  counted: readonly string[],
): CodeGroups {
  if (levels === null || counted.length === 0)
    return { count: 1, groupOf: new Int32Array(levels?.length ?? 0), names: [`rows of ${table}`] };
  return {
    count: counted.length + 1,
    groupOf: Int32Array.from(levels, (level) => {
      const place = counted.indexOf(level);
      return place < 0 ? counted.length : place;
    }),
    names: [...counted.map((level) => `rows of ${table}: ${level}`), `rows of ${table}: others`],
  };
}
