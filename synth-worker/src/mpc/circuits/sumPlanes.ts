import type { Party } from "../rss/party.ts";
import { bitHeap } from "./bitHeap.ts";
import { checkPlanes } from "./checkPlanes.ts";
import type { Planes } from "./planes.ts";
import { type Adder, sumHeap } from "./sumHeap.ts";

/**
 * The sum of unsigned numbers, lane by lane, in as many planes as the largest possible sum needs: it never wraps. An operand counts
 * 2^shift times. Two operands: addition; single planes: popcount. About one AND per bit that goes away.
 */
export async function sumPlanes(
  party: Party,
  operands: readonly { readonly planes: Planes; readonly shift?: number }[],
  adder: Adder,
): Promise<Planes> {
  checkPlanes(...operands.map(({ planes }) => planes));
  let most = 0n;
  for (const { planes, shift = 0 } of operands) most += ((1n << BigInt(planes.length)) - 1n) << BigInt(shift);
  return await sumHeap(party, bitHeap(operands, most.toString(2).length), adder);
}
