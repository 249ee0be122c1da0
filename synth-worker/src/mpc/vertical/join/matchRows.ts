import { compareTokens } from "./compareTokens.ts";
import { tokenCount } from "./tokenCount.ts";

/**
 * The rows of the patients whom all hospitals have: result[h][t] is the row at hospital h of the t-th common token. Each list ascends
 * strictly. Local at every node, and the same at all.
 */
export function matchRows(lists: readonly Uint8Array[]): Uint32Array[] {
  const [first, ...others] = lists;
  const places = others.map(() => 0);
  const matches = lists.map((): number[] => []);
  for (let row = 0; row < tokenCount(first!); row++) {
    const everywhere = others.every((list, h) => {
      while (places[h]! < tokenCount(list) && compareTokens(list, places[h]!, first!, row) < 0) {
        places[h]!++;
      }
      return places[h]! < tokenCount(list) && compareTokens(list, places[h]!, first!, row) === 0;
    });
    if (!everywhere) continue;
    matches[0]!.push(row);
    for (const [h, place] of places.entries()) matches[h + 1]!.push(place);
  }
  return matches.map((rows) => Uint32Array.from(rows));
}
