/** Stable counting sort of the rows in `order` by their group, into `out`. */
export function sortByGroup(
  order: Uint32Array,
  groups: Uint32Array | Uint16Array,
  groupCount: number,
  out: Uint32Array,
): void {
  const starts = new Uint32Array(groupCount + 1);
  for (let i = 0; i < order.length; i++) starts[groups[order[i]!]! + 1]!++;
  for (let g = 0; g < groupCount; g++) starts[g + 1]! += starts[g]!;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    out[starts[groups[row]!]!++] = row;
  }
}
