import type { Party } from "../rss/party.ts";
import { bitHeap } from "./bitHeap.ts";
import { extendPlanes } from "./extendPlanes.ts";
import { maskShared } from "./maskShared.ts";
import { openNumbers } from "./openNumbers.ts";
import type { Planes } from "./planes.ts";
import { sumHeap } from "./sumHeap.ts";

/**
 * The sum of hospitals' vectors (one lane per entry, all with the same planes) and noise in two's complement, not opened: the function that it gives opens
 * it, in one round. It never wraps, and lanes from `cells` on are set to 0 first: what a hospital puts there is not shown. About one AND per bit that goes away.
 */
export async function noisySum(
  party: Party,
  {
    vectors,
    kind,
    noise,
    cells,
  }: {
    readonly vectors: readonly Planes[];
    readonly kind: "unsigned" | "signed";
    readonly noise: Planes;
    readonly cells: number;
  },
): Promise<() => Promise<Float64Array>> {
  const planes = vectors[0]!.length;
  // All vectors together, the noise, and a sign.
  const width = Math.max(planes + vectors.length.toString(2).length, noise.length) + 2;
  const used = new Uint32Array(noise[0]!.own.length);
  for (let cell = 0; cell < cells; cell++) used[cell >>> 5]! |= 1 << (cell & 31);
  const operands = [
    ...vectors.map((vector) =>
      extendPlanes(
        vector.map((plane) => maskShared(plane, used)),
        width,
        kind,
      ),
    ),
    extendPlanes(
      noise.map((plane) => maskShared(plane, used)),
      width,
      "signed",
    ),
  ];
  const sum = await sumHeap(
    party,
    bitHeap(
      operands.map((own) => ({ planes: own })),
      width,
    ),
    "prefix",
  );
  return async () => await openNumbers(party, sum, cells, "signed");
}
