import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { andAll } from "./andAll.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { notShared } from "./notShared.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/**
 * 2^width planes for a number x of `width` planes: plane v is 1 where x = v. Neighbouring digits are joined pairwise, ceil(log2 width)
 * rounds; 8 planes: 247 ANDs. A public table of x is then free: each of its planes is an XOR of these.
 */
export async function oneHot(party: Party, x: Planes): Promise<Planes> {
  checkPlanes(x);
  let digits: Planes[] = x.map((plane) => [notShared(party, plane), plane]);
  while (digits.length > 1) {
    const joins = Array.from(
      { length: digits.length >> 1 },
      (_, i) => [digits[2 * i]!, digits[2 * i + 1]!] as const,
    );
    // Exactly one plane of a digit is 1, so the products with value 0 follow from the others.
    const asked = joins.flatMap(([low, high]) =>
      high.slice(1).flatMap((h) => low.slice(1).map((l) => [l, h] as const)),
    );
    const products = await andAll(
      party,
      asked.map(([l]) => l),
      asked.map(([, h]) => h),
    );
    let at = 0;
    const joined = joins.map(([low, high]) => {
      const count = (low.length - 1) * (high.length - 1);
      const own = products.slice(at, at + count);
      at += count;
      return joinDigits(low, high, own);
    });
    digits = digits.length % 2 === 1 ? [...joined, digits.at(-1)!] : joined;
  }
  return digits[0]!;
}

/** The planes of high x low.length + low, given the products of all planes but those of value 0, low fastest. */
function joinDigits(low: Planes, high: Planes, products: readonly Shared[]): Planes {
  const inner = low.length - 1;
  const row = (h: number) => products.slice((h - 1) * inner, h * inner);
  const rows = high.slice(1).map((plane, i) => [xorShared(plane, ...row(i + 1)), ...row(i + 1)]);
  const zero = low.map((plane, l) => xorShared(plane, ...rows.map((planes) => planes[l]!)));
  return [...zero, ...rows.flat()];
}
