import { SymbolonError } from "@symbolon/protocol";
import { keystream } from "../../random/keystream.ts";
import type { ImageSet } from "../imageSet.ts";
import type { GateVerdict } from "./copyGate.ts";

/** Images that passed, and how many were made and kept back for them. */
export type GatedRelease = { readonly images: ImageSet; readonly made: number; readonly keptBack: number };

/** Draws of one label before the gate counts as passed by none. */
const MOST_ROUNDS = 20;

/**
 * Synthetic images of the given classes of which none is suspected by the gate: suspected ones are drawn anew. `sample` makes images of labels from a seed.
 * Throws E2022 and gives nothing when more than `mostKeptBack` (share in [0, 1], default .2) of all that were made are suspected, or a label is suspected
 * again and again: the generator then copies, and what passes would be what the gate overlooks.
 */
export function releaseImages(
  sample: (labels: Uint16Array, seed: Uint8Array) => ImageSet,
  gate: (images: ImageSet) => GateVerdict[],
  labels: Uint16Array,
  seed: Uint8Array,
  mostKeptBack = 0.2,
): GatedRelease {
  const seeds = keystream(seed, "rounds");
  let waiting = Array.from(labels.keys());
  let made = 0;
  let keptBack = 0;
  let out: ImageSet | undefined;
  let size = 0;
  for (let round = 0; round < MOST_ROUNDS && waiting.length > 0; round++) {
    const drawn = sample(
      Uint16Array.from(waiting, (i) => labels[i]!),
      seeds.bytes(32),
    );
    size = drawn.width * drawn.height * drawn.channels;
    out ??= { ...drawn, count: labels.length, labels, pixels: new Float32Array(labels.length * size) };
    const verdicts = gate(drawn);
    made += drawn.count;
    keptBack += verdicts.filter(({ suspected }) => suspected).length;
    if (keptBack > mostKeptBack * made) throw refusal(keptBack, made, mostKeptBack);
    const again: number[] = [];
    waiting.forEach((place, i) => {
      if (verdicts[i]!.suspected) again.push(place);
      else out!.pixels.set(drawn.pixels.subarray(i * size, (i + 1) * size), place * size);
    });
    waiting = again;
  }
  if (out === undefined) throw new RangeError("no image was asked for");
  if (waiting.length > 0) throw refusal(keptBack, made, mostKeptBack);
  return { images: out, made, keptBack };
}

function refusal(suspected: number, images: number, most: number): SymbolonError {
  return new SymbolonError("E2022", { suspected, images, most: `${100 * most} %` });
}
