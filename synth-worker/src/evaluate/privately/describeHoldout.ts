import type { PrivateAnswers } from "@symbolon/protocol";
import type { Interval } from "../interval.ts";
import type { HoldoutFigures, NoisyDistance } from "./measureHoldout.ts";

/** A hospital's answers without the order they answer to; the job adds format, orderId, datasetId, outputHash and what was spent. */
export type HospitalFigures = Pick<
  PrivateAnswers,
  "records" | "recordsNoise" | "oneWay" | "twoWay" | "membership"
>;

/** Noisy figures in the words of an answer, fractions rounded to 1e-4 (a rounded noisy figure is as private as the figure). */
export function describeHoldout(
  names: readonly string[],
  figures: HoldoutFigures,
  membership: Interval | null,
): HospitalFigures {
  const paid = ({ tvd, noise, expected }: NoisyDistance) => ({
    tvd: rounded(tvd),
    noise: rounded(noise),
    expected: rounded(expected),
  });
  return {
    records: figures.records,
    recordsNoise: rounded(figures.recordsNoise),
    oneWay: figures.oneWay.map((each) => ({ column: names[each.columns[0]!]!, ...paid(each) })),
    twoWay: figures.twoWay.map((each) => ({
      columns: [names[each.columns[0]!]!, names[each.columns[1]!]!],
      ...paid(each),
    })),
    membership:
      membership === null
        ? null
        : {
            value: rounded(membership.value),
            low: rounded(membership.low),
            high: rounded(membership.high),
          },
  };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
