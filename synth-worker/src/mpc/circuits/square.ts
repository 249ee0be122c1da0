import type { Party } from "../rss/party.ts";
import { andAll } from "./andAll.ts";
import { bitHeap } from "./bitHeap.ts";
import type { Planes } from "./planes.ts";
import { sumHeap } from "./sumHeap.ts";

/**
 * x^2 of unsigned numbers, in twice as many planes: x_i x_i = x_i counts 2^(2i) and every pair twice, x_i x_j 2^(i+j+1). One round for the
 * products, then a carry-save sum; about width^2 ANDs per lane.
 */
export async function square(party: Party, x: Planes): Promise<Planes> {
  const pairs = x.flatMap((_, i) => Array.from({ length: i }, (_, j) => ({ i, j })));
  const products = await andAll(
    party,
    pairs.map(({ i }) => x[i]!),
    pairs.map(({ j }) => x[j]!),
  );
  const operands = [
    ...x.map((plane, i) => ({ planes: [plane], shift: 2 * i })),
    ...products.map((plane, p) => ({ planes: [plane], shift: pairs[p]!.i + pairs[p]!.j + 1 })),
  ];
  return await sumHeap(party, bitHeap(operands, 2 * x.length), "prefix");
}
