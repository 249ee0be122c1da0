import { type SecretStream, secretStream } from "../../../random/secretStream.ts";

/** Units that are put in order together: small enough that a part of six columns stays in the cache. */
const PART_UNITS = 16384;
/** Random words drawn from the stream at a time: 4 KB. */
const DRAW_WORDS = 1024;

/**
 * One uniform permutation of the 16-bit units, the same for all columns, from the public coin. Each unit draws a part (a power of two of them),
 * then each part is shuffled by Fisher and Yates (Rao 1961, Sandelius 1962): the parts' draws are independent and alike for all units, so
 * renaming the units changes nothing about the distribution, and that makes every order equally likely. Indices are drawn by
 * rejection, without bias. Columns have equal lengths, below 2^31 units. `partUnits` is for tests.
 */
export function shuffleUnits(
  columns: readonly Uint32Array[],
  coin: Uint8Array,
  partUnits: number = PART_UNITS,
): void {
  const units = 2 * columns[0]!.length;
  const stream = secretStream(coin);
  const draw = wordsOf(stream);
  let parts = 1;
  while (parts * partUnits < units) parts *= 2;
  // The part of each unit, and where each part begins.
  const partOf = new Uint32Array(units);
  const starts = new Uint32Array(parts + 1);
  for (let unit = 0; unit < units; unit++) {
    const part = draw() & (parts - 1);
    partOf[unit] = part;
    starts[part + 1]!++;
  }
  for (let part = 0; part < parts; part++) starts[part + 1]! += starts[part]!;
  // The order within the parts: the unit for place k is the order[k]-th of those collected part by part.
  const order = new Uint32Array(units);
  for (let k = 0; k < units; k++) order[k] = k;
  for (let part = 0; part < parts; part++) shuffleRange(order, starts[part]!, starts[part + 1]!, draw);
  stream.close();

  const collected = new Uint16Array(units);
  const at = new Uint32Array(parts);
  for (const words of columns) {
    const column = new Uint16Array(words.buffer, words.byteOffset, units);
    at.set(starts.subarray(0, parts));
    for (let unit = 0; unit < units; unit++) collected[at[partOf[unit]!]!++] = column[unit]!;
    for (let k = 0; k < units; k++) column[k] = collected[order[k]!]!;
  }
}

/** Fisher and Yates on order[from..to). */
function shuffleRange(order: Uint32Array, from: number, to: number, draw: () => number): void {
  let mask = 1;
  while (mask < to - from - 1) mask = 2 * mask + 1;
  for (let last = to - from - 1; last > 0; last--) {
    // The smallest mask that covers 0..last: at least half of the draws are kept.
    if (last <= mask >>> 1) mask >>>= 1;
    let pick = draw() & mask;
    while (pick > last) pick = draw() & mask;
    const held = order[from + last]!;
    order[from + last] = order[from + pick]!;
    order[from + pick] = held;
  }
}

/** The stream's words one by one. */
function wordsOf(stream: SecretStream): () => number {
  const words = new Uint32Array(DRAW_WORDS);
  let used = DRAW_WORDS;
  return () => {
    if (used === DRAW_WORDS) {
      stream.fill(words, 0, DRAW_WORDS);
      used = 0;
    }
    return words[used++]!;
  };
}
