import type { ImageSet } from "../imageSet.ts";
import { decodeLatents } from "../linear/decodeLatents.ts";
import { encodeLatents } from "../linear/encodeLatents.ts";
import { proportionalLabels } from "../proportionalLabels.ts";
import type { Tensors } from "../tensors/openTensors.ts";
import type { FlowModel } from "./flowModel.ts";
import { sampleFlow } from "./sampleFlow.ts";

/** Images drawn to see how far the flow is off. */
const DRAWN = 2000;
/** Classes with fewer training images keep what the flow gives: their own spread would follow single patients. */
const FEWEST = 30;

/**
 * Samples of a flow, moved and stretched along every principal component so that each class has the mean and the deviation of its training images: a flow
 * that is stopped early, before it learns images by heart, has too little spread. The map is found once, from images drawn with `seed`, so a sample
 * depends on its label and its own seed alone. The training images' moments are all that is used of them beside the model. Throws what sampleFlow throws.
 */
export function matchedSampler(
  tensors: Tensors,
  model: FlowModel,
  training: ImageSet,
  seed: Uint8Array,
): (labels: Uint16Array, seed: Uint8Array) => ImageSet {
  const { space, classNames } = model;
  const drawn = sampleFlow(tensors, model, proportionalLabels(training, DRAWN), seed);
  const [real, made] = [training, drawn].map((set) => {
    const latents = encodeLatents(space, set.pixels);
    return classNames.map((_, label) => momentsOf(latents, set.labels, label, space.components));
  }) as [ClassMoments[], ClassMoments[]];
  return (labels, own) => {
    const images = sampleFlow(tensors, model, labels, own);
    const latents = encodeLatents(space, images.pixels);
    const isKept = (label: number) => Math.min(real[label]!.count, made[label]!.count) < FEWEST;
    for (const [i, label] of labels.entries()) {
      if (isKept(label)) continue;
      const [to, from] = [real[label]!, made[label]!];
      for (let d = 0; d < space.components; d++) {
        const at = i * space.components + d;
        const stretch = from.deviation[d]! > 0 ? to.deviation[d]! / from.deviation[d]! : 1;
        latents[at] = to.mean[d]! + (latents[at]! - from.mean[d]!) * stretch;
      }
    }
    const pixels = decodeLatents(space, latents);
    const size = space.dimensions;
    for (const [i, label] of labels.entries())
      if (isKept(label)) pixels.set(images.pixels.subarray(i * size, (i + 1) * size), i * size);
    return { ...images, pixels };
  };
}

type ClassMoments = {
  readonly count: number;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
};

function momentsOf(
  latents: Float32Array,
  labels: Uint16Array,
  label: number,
  components: number,
): ClassMoments {
  const rows = Array.from(labels.keys()).filter((i) => labels[i] === label);
  const mean = new Float64Array(components);
  const square = new Float64Array(components);
  for (const i of rows)
    for (let d = 0; d < components; d++) {
      const value = latents[i * components + d]!;
      mean[d]! += value / rows.length;
      square[d]! += value ** 2 / rows.length;
    }
  const deviation = square.map((value, d) => Math.sqrt(Math.max(0, value - mean[d]! ** 2)));
  return { count: rows.length, mean, deviation };
}
