import type { Visible } from "./publishUntilVisible.ts";

/** Blocks and seconds after which a publication has to be found, for 95 of 100. */
const BAR_BLOCKS = 2;
const BAR_EXTRA_MS = 3_000;

/** Percentiles of publish-to-visible, and whether the 95th of the time is within 2 blocks and 3 s. */
export type PublishFigures = {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly p50Blocks: number;
  readonly p95Blocks: number;
  readonly barMs: number;
  readonly isMet: boolean;
};

/**
 * Judges publications on a chain with a block every `blockMs`. A percentile is the smallest measured value that so many are not above (nearest rank), so
 * of fewer than 20 the 95th is the largest. Throws RangeError for none.
 */
export function judgePublish(visible: readonly Visible[], blockMs: number): PublishFigures {
  const ms = visible.map((each) => Math.round(each.ms));
  const blocks = visible.map((each) => each.blocks);
  const barMs = BAR_BLOCKS * blockMs + BAR_EXTRA_MS;
  const p95Ms = percentile(ms, 95);
  return {
    p50Ms: percentile(ms, 50),
    p95Ms,
    maxMs: percentile(ms, 100),
    p50Blocks: percentile(blocks, 50),
    p95Blocks: percentile(blocks, 95),
    barMs,
    isMet: p95Ms <= barMs,
  };
}

function percentile(values: readonly number[], percent: number): number {
  const rank = Math.ceil((percent * values.length) / 100);
  const value = values.toSorted((a, b) => a - b)[rank - 1];
  if (value === undefined) throw new RangeError("a percentile of nothing");
  return value;
}
