import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { zeroShared } from "./zeroShared.ts";

/** One adder: the blocks at places a, b and, unless it is -1, c of the pool. The sum will lie at a, the carry at b. */
export type AdderStep = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly words: number;
};

/**
 * Full adders (a half adder where c is -1) on blocks of a pool, all in one round, one AND per lane and adder: sum = a ^ b ^ c, carry =
 * c ^ (a ^ c)(b ^ c). The places of different steps must not overlap. No step: no round.
 */
export async function addBits(party: Party, pool: Shared, steps: readonly AdderStep[]): Promise<void> {
  if (steps.length === 0) return;
  const total = steps.reduce((sum, { words }) => sum + words, 0);
  const x = zeroShared(total);
  const y = zeroShared(total);
  gather(pool.own, x.own, y.own, steps);
  gather(pool.next, x.next, y.next, steps);
  const product = await party.and(x, y);
  scatter(pool.own, product.own, steps);
  scatter(pool.next, product.next, steps);
}

/** Collects what is to be ANDed, and puts the sum at a already: b and c are still needed for the carry, a is not. */
function gather(pool: Uint32Array, x: Uint32Array, y: Uint32Array, steps: readonly AdderStep[]): void {
  let at = 0;
  for (const { a, b, c, words } of steps) {
    for (let word = 0; word < words; word++, at++) {
      const aWord = pool[a + word]!;
      const bWord = pool[b + word]!;
      const cWord = c < 0 ? 0 : pool[c + word]!;
      x[at] = aWord ^ cWord;
      y[at] = bWord ^ cWord;
      pool[a + word] = aWord ^ bWord ^ cWord;
    }
  }
}

function scatter(pool: Uint32Array, product: Uint32Array, steps: readonly AdderStep[]): void {
  let at = 0;
  for (const { b, c, words } of steps)
    for (let word = 0; word < words; word++, at++)
      pool[b + word] = product[at]! ^ (c < 0 ? 0 : pool[c + word]!);
}
