import type { MixedTable } from "../../math/mixedTable.ts";
import { decileCoder } from "./decileCoder.ts";
import { type KWayFigures, kWayDistances } from "./kWayDistances.ts";
import { meanOf } from "./meanOf.ts";

/** Mean accuracies of 1-, 2- and 3-way tables, 0 to 1; null: there is no such table, or too many of them. */
export type MeanAccuracies = {
  readonly univariate: number;
  readonly bivariate: number | null;
  readonly trivariate: number | null;
};

/** How well the tables of a synthetic file agree with those of its training records. */
export type DecileAccuracy = MeanAccuracies & {
  /** What a second sample of the training records' own distribution, as long as the synthetic file, can be expected to reach. */
  readonly expected: MeanAccuracies;
  /** What real records that the generator never saw reach; null without a holdout. */
  readonly ceiling: MeanAccuracies | null;
  readonly columns: readonly {
    readonly name: string;
    readonly accuracy: number;
    readonly expected: number;
  }[];
  /** Pairs in lexicographic order of their columns. */
  readonly pairs: readonly {
    readonly columns: readonly [string, string];
    readonly accuracy: number;
    readonly expected: number;
  }[];
};

/**
 * Accuracy = 1 - sum |p - q| / 2 of all 1-, 2- and 3-way tables on ten quantile bins and ten levels of the training records (see
 * decileCoder), and their plain means: the measure of mostlyai-qa (synth.md 2.4 and 3), unrounded. `order` 2 leaves the 3-way tables out.
 * Throws RangeError for an empty file or different columns.
 */
export function decileAccuracy(
  files: {
    readonly synthetic: MixedTable;
    readonly training: MixedTable;
    readonly holdout?: MixedTable;
  },
  { order = 3 }: { readonly order?: 2 | 3 } = {},
): DecileAccuracy {
  const { code } = decileCoder(files.training);
  const training = code(files.training);
  const { tvd, expected } = kWayDistances(training, code(files.synthetic), order);
  const names = files.training.columns.map(({ name }) => name);
  const pairs = names.flatMap((first, i) => names.slice(i + 1).map((second) => [first, second] as const));
  return {
    ...accuraciesOf(tvd),
    expected: accuraciesOf(expected),
    ceiling:
      files.holdout === undefined
        ? null
        : accuraciesOf(kWayDistances(training, code(files.holdout), order).tvd),
    columns: names.map((name, i) => ({
      name,
      accuracy: 1 - tvd.oneWay[i]!,
      expected: 1 - expected.oneWay[i]!,
    })),
    pairs: pairs.map((columns, i) => ({
      columns,
      accuracy: 1 - tvd.twoWay[i]!,
      expected: 1 - expected.twoWay[i]!,
    })),
  };
}

function accuraciesOf({ oneWay, twoWay, threeWay }: KWayFigures): MeanAccuracies {
  const accuracy = (distances: Float64Array | null) => {
    const distance = meanOf(distances ?? []);
    return distance === null ? null : 1 - distance;
  };
  return {
    univariate: accuracy(oneWay) ?? 1,
    bivariate: accuracy(twoWay),
    trivariate: accuracy(threeWay),
  };
}
