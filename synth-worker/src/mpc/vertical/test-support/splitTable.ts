import { keystream } from "../../../random/keystream.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import { TOKEN_BYTES } from "../join/sortedTokens.ts";
import { type RowPackage, shareRows } from "../rows/shareRows.ts";
import { measuredPairs, type VerticalAttribute, type VerticalJob } from "../verticalJob.ts";

/** A table split by columns over hospitals that do not have all the same patients, with everything a test wants to know about it. */
export type SplitTable = {
  readonly job: VerticalJob;
  readonly packages: RowPackage[][];
  /** The patients of each hospital, in its own order. */
  readonly patients: readonly (readonly number[])[];
  /** codes[h][a][r] as shareRows takes them. */
  readonly codes: readonly (readonly number[][])[];
  /** The true 2-way counts over the patients that all hospitals have, in the order of measuredPairs. */
  readonly truth: readonly number[][];
  readonly joined: number;
};

/**
 * TESTS ONLY: a random table of `patients` patients, each in each hospital with probability 3/4, and its shares. Tokens are random per
 * patient in place of a PRF.
 */
export function splitTable(options: {
  levels: readonly (readonly number[])[];
  patients: number;
  pairs?: VerticalJob["pairs"];
  noise?: VerticalJob["noise"];
  variance?: { num: string; den: string };
  seed?: number;
  tokensOf?: (patients: readonly number[]) => Uint8Array;
}): SplitTable {
  const { levels, patients, pairs = "across", noise = "nodes", variance = { num: "16", den: "1" } } = options;
  const seed = new Uint8Array(32).fill(options.seed ?? 1);
  const stream = keystream(seed, "table");
  const attributes = levels.flatMap((list, holder) =>
    list.map((count, a): VerticalAttribute => ({ holder, name: `h${holder}a${a}`, levels: count })),
  );
  const job: VerticalJob = {
    chainId: 31337,
    orderId: "7",
    datasetIds: levels.map((_, h) => String(h + 1)),
    attributes,
    pairs,
    variance,
    noise,
  };
  const table = attributes.map(({ levels: count }) =>
    Array.from({ length: patients }, () => stream.nextBelow(count)),
  );
  const tokens = Array.from({ length: patients }, () => stream.bytes(TOKEN_BYTES));
  const present = levels.map(() => Array.from({ length: patients }, () => stream.nextBelow(4) > 0));
  const everywhere = (p: number) => present.every((row) => row[p]);
  // Each hospital has an order of its own.
  const lists = levels.map((_, h) => {
    const own = Array.from({ length: patients }, (_, p) => p).filter((p) => present[h]![p]);
    return h === 1 ? own.reverse() : own;
  });
  const codes = lists.map((list, h) =>
    attributes.flatMap(({ holder }, a) => (holder === h ? [list.map((p) => table[a]![p]!)] : [])),
  );
  const packages = lists.map((list, holder) =>
    shareRows({
      job,
      holder,
      tokens: options.tokensOf?.(list) ?? Uint8Array.from(list.flatMap((p) => [...tokens[p]!])),
      codes: codes[holder]!,
      entropy: seededEntropy(100 + holder),
    }),
  );
  const truth = measuredPairs(job).map(({ first, second }) => {
    const width = attributes[second]!.levels;
    const counts = new Array<number>(attributes[first]!.levels * width).fill(0);
    for (let p = 0; p < patients; p++) {
      if (everywhere(p)) counts[table[first]![p]! * width + table[second]![p]!]!++;
    }
    return counts;
  });
  const joined = Array.from({ length: patients }, (_, p) => p).filter(everywhere).length;
  return { job, packages, patients: lists, codes, truth, joined };
}
