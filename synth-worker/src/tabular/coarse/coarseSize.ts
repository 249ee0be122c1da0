/** Coarse levels of a map from fine levels: one more than its largest entry. */
export function coarseSize(map: ArrayLike<number>): number {
  let most = 0;
  for (let level = 0; level < map.length; level++) if (map[level]! > most) most = map[level]!;
  return most + 1;
}
