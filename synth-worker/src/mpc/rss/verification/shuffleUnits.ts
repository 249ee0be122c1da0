import { secretStream } from "../../../random/secretStream.ts";

/** Random words drawn from the stream at a time: 64 KB. */
const DRAW_WORDS = 16384;

/**
 * One uniform permutation of the 16-bit units, the same for all columns: Fisher and Yates with indices from AES-128-CTR under the public
 * coin. Each index is drawn by rejection, so every permutation is exactly as likely as any other as far as the stream is
 * uniform. Columns have equal lengths, below 2^31 units.
 */
export function shuffleUnits(columns: readonly Uint32Array[], coin: Uint8Array): void {
  const units = columns.map((words) => new Uint16Array(words.buffer, words.byteOffset, 2 * words.length));
  const stream = secretStream(coin);
  const draws = new Uint32Array(DRAW_WORDS);
  let used = DRAW_WORDS;
  let mask = 1;
  while (mask < units[0]!.length - 1) mask = 2 * mask + 1;
  for (let last = units[0]!.length - 1; last > 0; last--) {
    // The smallest mask that covers 0..last: at least half of the draws are kept.
    if (last <= mask >>> 1) mask >>>= 1;
    let pick: number;
    do {
      if (used === DRAW_WORDS) {
        stream.fill(draws, 0, DRAW_WORDS);
        used = 0;
      }
      pick = draws[used++]! & mask;
    } while (pick > last);
    for (const column of units) {
      const held = column[last]!;
      column[last] = column[pick]!;
      column[pick] = held;
    }
  }
  stream.close();
}
