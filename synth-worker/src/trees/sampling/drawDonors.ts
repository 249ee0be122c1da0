import type { fastStream } from "../../random/fastStream.ts";
import type { DonorTree } from "../growth/donorTree.ts";

/**
 * A donor for each of `rows`, whose leaves are in `leafOf`. In a leaf the least used donors come first, in random order among equals, so
 * every donor is drawn about as often as its leaf's share of rows says: the file's distribution has less chance in it than independent draws
 * would have, at no measured cost in attack success. No donor is used more than `cap` times (`uses` counts, over all trees of a step);
 * rows that find their leaf exhausted take a donor of the nearest ancestor that has one left.
 * Throws RangeError when the whole tree is exhausted.
 */
export function drawDonors(
  tree: DonorTree,
  rows: Int32Array,
  leafOf: Int32Array,
  { cap, uses }: { readonly cap: number; readonly uses: Uint32Array },
  stream: ReturnType<typeof fastStream>,
): Int32Array {
  const donorOf = new Int32Array(rows.length);
  const counts = new Int32Array(tree.nodes + 1);
  for (const leaf of leafOf) counts[leaf + 1]!++;
  for (let node = 0; node < tree.nodes; node++) counts[node + 1]! += counts[node]!;
  const places = new Int32Array(rows.length);
  const next = counts.slice();
  leafOf.forEach((leaf, i) => {
    places[next[leaf]!++] = i;
  });
  const surplus: number[] = [];
  for (let leaf = 0; leaf < tree.nodes; leaf++) {
    const wanting = places.subarray(counts[leaf]!, counts[leaf + 1]!);
    if (wanting.length === 0) continue;
    let offered = leastUsedFirst(tree.records.subarray(tree.start[leaf]!, tree.end[leaf]!), uses, stream);
    let taken = 0;
    for (const place of wanting) {
      if (taken === offered.length) {
        offered = leastUsedFirst(offered, uses, stream);
        taken = 0;
      }
      const donor = offered[taken++]!;
      if (uses[donor]! >= cap) surplus.push(place);
      else {
        uses[donor]!++;
        donorOf[place] = donor;
      }
    }
  }
  for (const place of surplus) {
    const donor = nearestLeft(tree, leafOf[place]!, cap, uses, stream);
    uses[donor]!++;
    donorOf[place] = donor;
  }
  return donorOf;
}

/** The donors in random order, sorted by their uses. */
function leastUsedFirst(
  donors: Int32Array,
  uses: Uint32Array,
  stream: ReturnType<typeof fastStream>,
): Int32Array {
  const order = donors.slice();
  let isUsed = false;
  for (let i = order.length - 1; i >= 0; i--) {
    const other = stream.nextBelow(i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
    isUsed ||= uses[order[i]!]! > 0;
  }
  return isUsed ? order.sort((a, b) => uses[a]! - uses[b]!) : order;
}

function nearestLeft(
  tree: DonorTree,
  leaf: number,
  cap: number,
  uses: Uint32Array,
  stream: ReturnType<typeof fastStream>,
): number {
  for (let node = tree.parent[leaf]!; node >= 0; node = tree.parent[node]!) {
    const start = tree.start[node]!;
    const count = tree.end[node]! - start;
    const from = stream.nextBelow(count);
    for (let i = 0; i < count; i++) {
      const donor = tree.records[start + ((from + i) % count)]!;
      if (uses[donor]! < cap) return donor;
    }
  }
  throw new RangeError(`no donor is left that was used fewer than ${cap} times`);
}
