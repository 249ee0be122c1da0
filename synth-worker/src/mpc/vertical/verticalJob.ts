import { digestOfDocument, type Hex, SymbolonError } from "@symbolon/protocol";
import type { Rational } from "../../math/rational.ts";
import type { ColumnBlock, ColumnRange } from "./products/columnBlock.ts";

/** One categorical attribute, with the number of its levels; a missing cell is a level of its own where it can be missing. */
export type VerticalAttribute = { readonly holder: number; readonly name: string; readonly levels: number };

/** What all parties of one measurement on vertically split data agree on; its digest enters every commitment. */
export type VerticalJob = {
  readonly chainId: number;
  readonly orderId: string;
  /** The data sets, one per hospital; an attribute's `holder` is a place in this list. */
  readonly datasetIds: readonly string[];
  /** Holder by holder. */
  readonly attributes: readonly VerticalAttribute[];
  /** Pairs of attributes of different holders, all pairs, or these (counted over the patients that all holders have); first < second. */
  readonly pairs: "across" | "all" | readonly (readonly [first: number, second: number])[];
  /** sigma^2 per cell that the budget is charged for. */
  readonly variance: { readonly num: string; readonly den: string };
  /** Who draws the noise, see noiseShares.ts. `circuit`: nobody, it is made under sharing from the counts' bits (toCountPlanes). */
  readonly noise: "nodes" | "pairs" | "circuit";
  /** Names the claim of an order that the rows are for, so that they serve no other. */
  readonly claim?: Hex;
};

/** Counts are opened modulo 2^24, as what the checks leave undetected is a multiple of 2^24. So this many rows at most. */
export const MAX_ROWS = 2 ** 22;
const MAX_VARIANCE = 1n << 32n;

/** sha256 of the job's canonical JSON. Throws E1006 for a job that cannot be run. */
export function verticalDigest(job: VerticalJob): Hex {
  const { attributes, datasetIds } = job;
  const num = BigInt(job.variance.num);
  const den = BigInt(job.variance.den);
  const fault =
    datasetIds.length < 2 || new Set(datasetIds).size !== datasetIds.length
      ? "two or more different datasets are needed"
      : datasetIds.some((_, holder) => attributes.every((attribute) => attribute.holder !== holder))
        ? "a dataset has no attribute"
        : attributes.some(
              ({ holder }, i) => !(holder in datasetIds) || holder < (attributes[i - 1]?.holder ?? 0),
            )
          ? "attributes must stand holder by holder"
          : attributes.some(({ levels }) => !Number.isInteger(levels) || levels < 1 || levels > 65536)
            ? "an attribute has 1 to 65,536 levels"
            : den < 1n || num < 1n || num > MAX_VARIANCE * den
              ? "the variance must be positive and at most 2^32"
              : pairsFault(job);
  if (fault !== undefined) throw new SymbolonError("E1006", { document: "vertical job", reason: fault });
  return digestOfDocument({ format: "symbolon-vertical/1", ...job });
}

function pairsFault({ attributes, pairs }: VerticalJob): string | undefined {
  if (typeof pairs === "string") return undefined;
  const names = new Set(pairs.map(([first, second]) => `${first} ${second}`));
  if (pairs.length === 0 || names.size !== pairs.length) return "pairs are missing or repeat";
  const isPair = (pair: readonly [number, number]) =>
    pair.every((place) => Number.isInteger(place) && place >= 0 && place < attributes.length) &&
    pair[0] < pair[1];
  return pairs.every(isPair) ? undefined : "a pair is not two attributes, the earlier one first";
}

/** The variance of the job as a fraction. */
export function verticalVariance({ variance }: VerticalJob): Rational {
  return { num: BigInt(variance.num), den: BigInt(variance.den) };
}

/** The columns of an attribute in the matrix of all holders' one-hot columns. */
export type AttributeColumns = ColumnRange & { readonly holder: number };

/** The columns of each attribute. */
export function oneHotRanges({ attributes }: VerticalJob): AttributeColumns[] {
  let from = 0;
  return attributes.map(({ holder, levels }) => {
    const range = { holder, from, to: from + levels };
    from += levels;
    return range;
  });
}

/** Pairs of places in the list of attributes that are measured, in the order of the blocks' products. */
export function measuredPairs(job: VerticalJob): { readonly first: number; readonly second: number }[] {
  if (typeof job.pairs !== "string") return job.pairs.map(([first, second]) => ({ first, second }));
  return job.attributes.flatMap((a, first) =>
    job.attributes.flatMap((b, second) =>
      second > first && (job.pairs === "all" || a.holder !== b.holder) ? [{ first, second }] : [],
    ),
  );
}

/**
 * The rectangles of products that the pairs need: one per holder but the last (its columns against those of all later holders), one per
 * attribute but the last, or one per pair.
 */
export function measuredBlocks(job: VerticalJob): ColumnBlock[] {
  const ranges = oneHotRanges(job);
  if (typeof job.pairs !== "string")
    return job.pairs.map(([first, second]) => ({ left: rangeOf(first), right: rangeOf(second) }));
  const end = ranges.at(-1)!.to;
  const groups =
    job.pairs === "all"
      ? ranges
      : job.datasetIds.map((_, holder) => {
          const own = ranges.filter((range) => range.holder === holder);
          return { from: own[0]!.from, to: own.at(-1)!.to };
        });
  return groups
    .filter(({ to }) => to < end)
    .map(({ from, to }) => ({ left: { from, to }, right: { from: to, to: end } }));

  function rangeOf(attribute: number): ColumnRange {
    const { from, to } = ranges[attribute]!;
    return { from, to };
  }
}
