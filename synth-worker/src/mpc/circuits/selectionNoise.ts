import type { Party } from "../rss/party.ts";
import { exponentialNoise } from "./exponentialNoise.ts";
import { gumbelNoise } from "./gumbelNoise.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";

/** Lanes of noise drawn at once: bounds memory to some tens of MB. 50 rounds of 600 candidates are one batch. */
const BATCH_LANES = 2 ** 15;

/**
 * For each entry of `scales`, Gumbel noise of that scale for one choice among up to `candidates` lanes (gumbelNoise). Choices of equal scale
 * share batches: fewer rounds. It depends on no data and can be drawn before anything else.
 */
export async function selectionNoise(
  party: Party,
  candidates: number,
  scales: readonly number[],
): Promise<Planes[]> {
  const words = Math.ceil(candidates / 32);
  const most = Math.max(1, Math.floor(BATCH_LANES / (32 * words)));
  const out: Planes[] = [];
  while (out.length < scales.length) {
    const scale = scales[out.length]!;
    let batch = 1;
    while (batch < most && scales[out.length + batch] === scale) batch++;
    const planes = await gumbelNoise(party, await exponentialNoise(party, 32 * words * batch), scale);
    for (let i = 0; i < batch; i++)
      out.push(planes.map((plane) => sharedView(plane, i * words, (i + 1) * words)));
  }
  return out;
}
