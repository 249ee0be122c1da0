import type { EncodedTable } from "../../math/encodedTable.ts";
import type { Rational } from "../../math/rational.ts";
import { toNumber } from "../../math/toNumber.ts";
import { Accountant } from "../../privacy/accountant.ts";
import type { CountSource } from "../../privacy/countSource.ts";
import { PrivateTable } from "../../privacy/privateTable.ts";
import { sigmaForRho } from "../../privacy/sigmaForRho.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import { cellNumbers, cellsOfMarginal } from "../cellNumbers.ts";
import { expectedDistance } from "./expectedDistance.ts";

/** A total variation distance as it was paid for, with the standard deviation of its noise and what sampling alone gives. */
export type NoisyDistance = {
  readonly columns: readonly number[];
  readonly tvd: number;
  readonly noise: number;
  readonly expected: number;
};

/** What a hospital may say about a file and its holdout at the price of a budget. */
export type HoldoutFigures = {
  /** Held-out records, with noise; at least 1. */
  readonly records: number;
  readonly recordsNoise: number;
  /** Columns in order, then pairs i < j in order (0,1), (0,2), ... */
  readonly oneWay: readonly NoisyDistance[];
  readonly twoWay: readonly NoisyDistance[];
};

/**
 * Total variation between a synthetic file and held-out records, for every column and every pair, differentially
 * private: adding or removing one held-out patient (one record) moves the number of records by 1 and each sum of
 * |count - expected| by at most 1, so the three thirds of `rhoMicro` (the number, the columns' sums, the pairs' sums)
 * are each spent by rounded Gaussian noise (docs/proofs/rounded-gaussian.md, parts 2 and 4). Figures are functions of these
 * noisy whole numbers and of the file, cut to [0, 1].
 *
 * Means over columns or pairs are far more exact than a single one: noise of k sums averages to 1/sqrt(k) of it.
 * Throws RangeError for an empty file, E3009 for a budget below one pico-rho per table.
 */
export async function measureHoldout(input: {
  readonly synthetic: EncodedTable;
  readonly holdout: CountSource;
  readonly rhoMicro: bigint;
  readonly entropy: EntropySource;
}): Promise<HoldoutFigures> {
  const { synthetic, holdout, rhoMicro, entropy } = input;
  if (synthetic.rows === 0) throw new RangeError("a file without rows has no distribution");
  const accountant = new Accountant({ rhoMicro });
  const table = PrivateTable.open(
    holdout,
    accountant,
    { unit: "patient", relation: "add-remove", maxRecords: 1 },
    entropy,
  );
  const third: Rational = { num: rhoMicro, den: 3_000_000n };
  const sigma = sigmaForRho(third, table.sensitivities.countTable);
  const [total] = await table.measure([{ columns: [], maps: [], sigma }]);
  const records = Math.max(1, total!.counts[0]!);
  const columns = synthetic.sizes.map((_, column) => [column]);
  const pairs = columns.flatMap(([i]) => columns.slice(i! + 1).map(([j]) => [i!, j!]));
  return {
    records,
    recordsNoise: toNumber(sigma),
    oneWay: await distances(columns),
    twoWay: await distances(pairs),
  };

  async function distances(cliques: readonly (readonly number[])[]): Promise<NoisyDistance[]> {
    if (cliques.length === 0) return [];
    const shares = cliques.map((clique) => sharesOf(synthetic, clique));
    const sumSigma = sigmaForRho(third, table.sensitivities.errorSum * BigInt(cliques.length));
    const sums = await table.errors(
      cliques.map((clique, i) => ({
        columns: clique,
        maps: clique.map(() => null),
        expected: shares[i]!.map((share) => share * records),
      })),
      sumSigma,
    );
    return cliques.map((clique, i) => ({
      columns: clique,
      tvd: Math.min(1, Math.max(0, sums[i]! / (2 * records))),
      noise: toNumber(sumSigma) / (2 * records),
      expected: expectedDistance(shares[i]!, records),
    }));
  }
}

function sharesOf(table: EncodedTable, columns: readonly number[]): Float64Array {
  const shares = new Float64Array(cellsOfMarginal(table.sizes, columns));
  const cells = new Int32Array(table.rows);
  cellNumbers(table, columns, cells);
  for (const cell of cells) shares[cell]! += 1 / table.rows;
  return shares;
}
