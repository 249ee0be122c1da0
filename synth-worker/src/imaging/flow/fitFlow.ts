import type { ImageSet } from "../imageSet.ts";
import { encodeLatents } from "../linear/encodeLatents.ts";
import { principalComponents } from "../linear/principalComponents.ts";
import { pickImages } from "../pickImages.ts";
import type { Tensors } from "../tensors/openTensors.ts";
import type { FlowModel } from "./flowModel.ts";
import { type FlowHooks, type FlowPlan, trainFlow } from "./trainFlow.ts";

/** How a flow is trained; what is left out has a default that serves 8 x 8 to 64 x 64 pixels. */
export type FlowOptions = Partial<Omit<FlowPlan, "shape">> & {
  readonly components?: number;
  readonly width?: number;
  readonly blocks?: number;
};

/** Principal components are taken of this many evenly spaced images at most, unless pixels are fewer: the cost grows with the cube. */
const MOST_FOR_COMPONENTS = 400;

/**
 * A generator of images like those of `training`, of which `heldOut` (other patients' images of the same kind) says when to stop. NOT differentially
 * private. Throws RangeError when the two sets differ in size, channels or classes, or one of them is too small.
 */
export function fitFlow(
  tensors: Tensors,
  training: ImageSet,
  heldOut: ImageSet,
  seed: Uint8Array,
  options: FlowOptions = {},
  hooks: FlowHooks = {},
): FlowModel {
  const { width, height, channels, window, classNames } = training;
  if (heldOut.width !== width || heldOut.height !== height || heldOut.channels !== channels)
    throw new RangeError("training and held-out images differ in size or channels");
  if (heldOut.count === 0) throw new RangeError("no held-out image says when to stop");
  const large = width * height * channels > MOST_FOR_COMPONENTS;
  const stride = large ? Math.ceil(training.count / MOST_FOR_COMPONENTS) : 1;
  const some = pickImages(
    training,
    Array.from({ length: Math.floor(training.count / stride) }, (_, i) => i * stride),
  );
  const space = principalComponents(some.pixels, some.count, options.components ?? 64);
  const shape = {
    latents: space.components,
    classes: classNames.length,
    width: options.width ?? 384,
    blocks: options.blocks ?? 3,
  };
  const plan = {
    shape,
    steps: 6000,
    batch: 128,
    rate: 1e-3,
    decay: false,
    look: 250,
    patience: 6,
    ...options,
  };
  const latentsOf = ({ pixels, labels }: ImageSet) => ({ latents: encodeLatents(space, pixels), labels });
  const { best } = trainFlow(tensors, latentsOf(training), latentsOf(heldOut), plan, seed, hooks);
  return { width, height, channels, window, classNames, space, shape, parameters: best };
}
