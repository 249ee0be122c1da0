import { sha256 } from "@noble/hashes/sha2.js";
import { TOKEN_BYTES } from "./sortedTokens.ts";
import { tokenCount } from "./tokenCount.ts";

/**
 * For hospitals whose tables are stacked (not joined): the rows that count so that every patient counts once, and Delta is 1 whatever
 * the overlap. Of the hospitals that have a patient, the one with the smallest SHA-256(token, hospital) keeps the row: no hospital is
 * preferred, and adding a hospital moves no patient between the others. result[h] are ascending row numbers of hospital h. The nodes
 * leave the other rows out of the sums of shares themselves; a hospital that was told which rows count would learn which of its patients
 * another one has. Lists ascend (tokensAscend).
 */
export function keepOneRow(
  lists: readonly { readonly datasetId: string; readonly tokens: Uint8Array }[],
): Uint32Array[] {
  const best = new Map<string, { hospital: number; rank: string }>();
  const each = (visit: (key: string, hospital: number, row: number, token: Uint8Array) => void) => {
    lists.forEach(({ tokens }, hospital) => {
      for (let row = 0; row < tokenCount(tokens); row++) {
        const token = tokens.subarray(row * TOKEN_BYTES, (row + 1) * TOKEN_BYTES);
        visit(String.fromCharCode(...token), hospital, row, token);
      }
    });
  };
  const encoder = new TextEncoder();
  each((key, hospital, _, token) => {
    const hash = sha256.create().update(token).update(encoder.encode(lists[hospital]!.datasetId));
    const rank = String.fromCharCode(...hash.digest());
    const held = best.get(key);
    if (held === undefined || rank < held.rank) best.set(key, { hospital, rank });
  });
  const kept = lists.map((): number[] => []);
  each((key, hospital, row) => {
    if (best.get(key)!.hospital === hospital) kept[hospital]!.push(row);
  });
  return kept.map((rows) => Uint32Array.from(rows));
}
