import type { FlowOptions } from "../flow/fitFlow.ts";
import type { ImageSet } from "../imageSet.ts";
import { pickImages } from "../pickImages.ts";
import { morphImages } from "./morphImages.ts";

const PER_PAIR = 3;
/** One pair in so many only says when to stop. */
const STOPS = 10;

/** A flow that learns from morphs: there are many of them, so it may be trained for long, with a rate that falls. */
export const MORPHED_FLOW: FlowOptions = {
  steps: 8000,
  width: 256,
  blocks: 3,
  rate: 2e-3,
  decay: true,
  look: 500,
};

/**
 * Morphs between the patients of a set (morphImages), three a pair, to learn from, and those of every tenth pair to say when to stop. For few patients, whose
 * images a flow otherwise learns by heart or not at all. Throws what morphImages throws.
 */
export function morphedSets(
  training: ImageSet,
  seed: Uint8Array,
): { readonly training: ImageSet; readonly stopping: ImageSet } {
  const all = morphImages(training, seed, { perPair: PER_PAIR });
  const part = (stops: boolean) =>
    pickImages(
      all,
      Array.from(all.labels.keys()).filter((i) => (Math.floor(i / PER_PAIR) % STOPS === STOPS - 1) === stops),
    );
  return { training: part(false), stopping: part(true) };
}
