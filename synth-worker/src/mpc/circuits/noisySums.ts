import type { Party } from "../rss/party.ts";
import { type BitHeap, bitHeap } from "./bitHeap.ts";
import { extendPlanes } from "./extendPlanes.ts";
import { joinShared } from "./joinShared.ts";
import { maskShared } from "./maskShared.ts";
import { openNumbers } from "./openNumbers.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";
import { sumHeap } from "./sumHeap.ts";

/** Vectors that are added up, one number per lane, all with the same planes, and noise in two's complement. */
export type NoisyVectors = {
  readonly vectors: readonly Planes[];
  readonly kind: "unsigned" | "signed";
  readonly noise: Planes;
  readonly cells: number;
};

/**
 * The sums of hospitals' vectors and noise, all of them in one go and without opening anything: each function of the result opens one
 * of them, in one round. Nothing wraps, and lanes from `cells` on are set to 0 first: what a hospital puts there is not shown. About one
 * AND per bit that goes away.
 */
export async function noisySums(
  party: Party,
  sums: readonly NoisyVectors[],
): Promise<(() => Promise<Float64Array>)[]> {
  // All vectors of a sum together, its noise, and a sign.
  const width = Math.max(
    ...sums.map(
      ({ vectors, noise }) =>
        Math.max(vectors[0]!.length + vectors.length.toString(2).length, noise.length) + 2,
    ),
  );
  const heap = joinHeaps(sums.map((own) => heapOf(own, width)));
  const planes = await sumHeap(party, heap, "prefix");
  let end = 0;
  return sums.map(({ noise, cells }) => {
    const start = end;
    end += noise[0]!.own.length;
    const own = planes.map((plane) => sharedView(plane, start, start + noise[0]!.own.length));
    return async () => await openNumbers(party, own, cells, "signed");
  });
}

function heapOf({ vectors, kind, noise, cells }: NoisyVectors, width: number): BitHeap {
  const used = new Uint32Array(noise[0]!.own.length);
  for (let cell = 0; cell < cells; cell++) used[cell >>> 5]! |= 1 << (cell & 31);
  const operand = (numbers: Planes, of: "unsigned" | "signed") => ({
    planes: extendPlanes(
      numbers.map((plane) => maskShared(plane, used)),
      width,
      of,
    ),
  });
  return bitHeap([...vectors.map((vector) => operand(vector, kind)), operand(noise, "signed")], width);
}

/** Heaps of one width as groups of one heap: added up in the rounds of one. */
function joinHeaps(heaps: readonly BitHeap[]): BitHeap {
  let end = 0;
  const groups = heaps.flatMap(({ pool, groups: own }) => {
    const start = end;
    end += pool.own.length;
    return own.map(({ words, columns }) => ({
      words,
      columns: columns.map((column) => column.map((place) => place + start)),
    }));
  });
  return { pool: joinShared(heaps.map(({ pool }) => pool)), groups };
}
