import type { PrivateModel } from "../../tabular/model/privateModel.ts";

/** Fine levels of one column of a model: which coarse level they are in, and draws of them. */
export type FineDraw = {
  readonly coarseOf: (level: number) => number;
  /** Share of each coarse level that is allowed, for a test of fine levels. */
  readonly shares: (allowed: (level: number) => boolean) => Float64Array;
  /** A fine level of the coarse one, by the levels' weights among those allowed. */
  readonly draw: (coarse: number, allowed: (level: number) => boolean, unit: number) => number;
};

/** See FineDraw. Levels without any weight in a coarse level share alike. */
export function fineDraw({ map, weights }: PrivateModel["columns"][number]): FineDraw {
  const groups: number[][] = [];
  map.forEach((coarse, level) => {
    groups[coarse] ??= [];
    groups[coarse].push(level);
  });
  const weightOf = groups.map((levels) =>
    levels.some((level) => weights[level]! > 0) ? (level: number) => weights[level]! : () => 1,
  );
  return {
    coarseOf: (level) => map[level]!,
    shares: (allowed) =>
      Float64Array.from(groups, (levels, coarse) => {
        let [kept, all] = [0, 0];
        for (const level of levels) {
          const weight = weightOf[coarse]!(level);
          all += weight;
          if (allowed(level)) kept += weight;
        }
        return kept / all;
      }),
    draw(coarse, allowed, unit) {
      const levels = groups[coarse]!.filter((level) => allowed(level) && weightOf[coarse]!(level) > 0);
      let left = unit * levels.reduce((sum, level) => sum + weightOf[coarse]!(level), 0);
      for (const level of levels) {
        left -= weightOf[coarse]!(level);
        if (left < 0) return level;
      }
      return levels.at(-1) ?? groups[coarse]![0]!;
    },
  };
}
