/**
 * Where the members of groups of different sizes lie so that each group has a lane of its own and sums over groups need no moving:
 * member r of group g is in lane 32 x blockStart[r] + lane[g] of a plane of `words` words. Groups are sorted by size, largest first, so that
 * block r, which holds member r of all groups that have one, is only as long as it must be.
 */
export type LaneLayout = {
  readonly sizes: readonly number[];
  /** Lane of each group, in the layout of one number per group. */
  readonly lane: Int32Array;
  /** Words of a plane with one number per group. */
  readonly laneWords: number;
  /** First word and number of words of each block. */
  readonly blockStart: Int32Array;
  readonly blockWords: Int32Array;
  /** Words of a plane with one number per member. */
  readonly words: number;
};

/** The layout of groups of these sizes; equal sizes keep their order. Throws RangeError for no group, or one that is not 1 or larger. */
export function laneLayout(sizes: readonly number[]): LaneLayout {
  if (sizes.length === 0 || !sizes.every((size) => Number.isInteger(size) && size >= 1))
    throw new RangeError("groups have at least one member each");
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const lane = new Int32Array(sizes.length);
  for (const [place, group] of order.entries()) lane[group] = place;
  const blocks = sizes[order[0]!]!;
  const blockStart = new Int32Array(blocks);
  const blockWords = new Int32Array(blocks);
  let groups = sizes.length;
  let words = 0;
  for (let member = 0; member < blocks; member++) {
    while (sizes[order[groups - 1]!]! <= member) groups--;
    blockStart[member] = words;
    blockWords[member] = Math.ceil(groups / 32);
    words += blockWords[member]!;
  }
  return { sizes, lane, laneWords: blockWords[0]!, blockStart, blockWords, words };
}
