import { bitHeap } from "../circuits/bitHeap.ts";
import type { Planes } from "../circuits/planes.ts";
import { sumHeap } from "../circuits/sumHeap.ts";
import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import type { RingShared } from "./ring/ringShared.ts";

/**
 * Shared counts modulo 2^64 as shared bits, modulo 2^width, one lane per cell: from here on the circuits for joint selection and for
 * noise that nobody knows work on vertically split data too. Component j of a count is known to two parties, so its bits are a valid
 * Boolean sharing without any traffic (component j the bits, the others 0); the three numbers are then added in a circuit. With a width
 * of at most 24 the multiples of 2^24 that verifyBlocks lets pass fall away. Throws RangeError for a width that is not 1 to 32.
 */
export async function toCountPlanes(party: Party, cells: RingShared, width: number): Promise<Planes> {
  if (!Number.isInteger(width) || width < 1 || width > 32) throw new RangeError(`${width} bits`);
  const own = wordPlanes(cells.own, width);
  const next = wordPlanes(cells.next, width);
  const operands = ([0, 1, 2] as const).map((component) => {
    const isOwn = component === party.index;
    const isNext = component === (party.index + 1) % 3;
    const planes = own.map((plane, bit): Shared => {
      const nothing = () => new Uint32Array(plane.length);
      return { own: isOwn ? plane : nothing(), next: isNext ? next[bit]! : nothing() };
    });
    return { planes };
  });
  return await sumHeap(party, bitHeap(operands, width), "prefix");
}

/** Bit planes of the low `width` bits of the words. */
function wordPlanes(words: BigUint64Array, width: number): Uint32Array[] {
  const halves = new Uint32Array(words.buffer, words.byteOffset, 2 * words.length);
  const planes = Array.from({ length: width }, () => new Uint32Array(Math.ceil(words.length / 32)));
  for (let cell = 0; cell < words.length; cell++) {
    const low = halves[2 * cell]!;
    for (let bit = 0; bit < width; bit++) planes[bit]![cell >>> 5]! |= ((low >>> bit) & 1) << (cell & 31);
  }
  return planes;
}
