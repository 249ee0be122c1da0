import { toNumber } from "../../math/toNumber.ts";
import { PICO_PER_RHO } from "../../privacy/picoRho.ts";
import { sigmaForRho } from "../../privacy/sigmaForRho.ts";
import type { Foundation } from "../../tabular/mechanisms/foundation.ts";
import { smoothPair } from "./smoothPair.ts";

/** Of what a table's gaps and codes have, gaps with their pace take this much. */
const SHARE = 0.5;
/** First days are measured in ranges of so many levels; within a range they are as the gap's own counts say, lest many first rows on one day spread over the range. */
const FIRST_DAY_LEVELS = 4;
/** What an empty cell counts, in records: everything stays possible. */
const LEAST = 1e-6;

/**
 * Gaps by pace (days left for each row still to come) as foundation of a table's rows: one measured table, whose two parts (gaps, and first days, which
 * follow as further levels of the same column) become bivariate normals (smoothPair). Rows that do not follow the pace run out of the patient's days, and the
 * last of them fall on one day: noise must not loosen this tie. `columns`: pace, then gap; the pace's last level means that the last day is not known.
 */
export function gapFoundation(
  columns: readonly [number, number],
  gaps: number,
  firstDays: number,
): Foundation {
  const width = gaps + firstDays;
  const gapOf = Uint16Array.from({ length: width }, (_, level) =>
    level < gaps ? level : gaps + Math.floor((level - gaps) / FIRST_DAY_LEVELS),
  );
  const measured = 1 + gapOf[width - 1]!;
  return {
    share: SHARE,
    columns,
    async build({ table, picoRho, fine }) {
      const [noisy] = await table.measure([
        {
          columns,
          maps: [null, gapOf],
          sigma: sigmaForRho({ num: picoRho, den: PICO_PER_RHO }, table.sensitivities.countTable),
        },
      ]);
      const { counts, sigma } = noisy!;
      const paces = counts.length / measured;
      const known = Uint16Array.from({ length: paces - 1 }, (_, pace) => pace);
      const held = new Float64Array(paces * width).fill(LEAST);
      const single = fine[columns[1]]!.map((count) => Math.max(0, count));
      for (const [from, to, first] of [
        [0, gaps, 0],
        [gaps, width, gaps],
      ] as const) {
        const own = gapOf.subarray(from, to).map((level) => level - first);
        const ranges = 1 + own[own.length - 1]!;
        const block = Float64Array.from(
          { length: known.length * ranges },
          (_, cell) => counts[Math.floor(cell / ranges) * measured + first + (cell % ranges)]!,
        );
        smoothPair(block, known, own, single.subarray(from, to)).forEach((count, cell) => {
          held[Math.floor(cell / own.length) * width + from + (cell % own.length)]! += count;
        });
      }
      // Rows of patients whose last day is not known: as they were measured.
      const sizes = new Float64Array(measured);
      for (const level of gapOf) sizes[level]!++;
      gapOf.forEach((level, gap) => {
        held[(paces - 1) * width + gap]! +=
          Math.max(0, counts[(paces - 1) * measured + level]!) / sizes[level]!;
      });
      const sum = held.reduce((all, count) => all + count, 0);
      return {
        shares: held.map((count) => count / sum),
        variance: (toNumber(sigma) ** 2 * counts.length) / held.length,
      };
    },
  };
}
