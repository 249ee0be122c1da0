import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import type { ImageSet } from "../imageSet.ts";
import { decodeLatents } from "../linear/decodeLatents.ts";
import type { Tensors } from "../tensors/openTensors.ts";
import { flowInputs } from "./flowInputs.ts";
import type { FlowModel } from "./flowModel.ts";
import { flowNetwork } from "./flowNetwork.ts";

/** Steps of Heun's method from noise (time 0) to latents (time 1). */
const STEPS = 20;
/** Images per product on the backend. */
const ROWS = 512;

/**
 * Synthetic images of the given classes: the ordinary differential equation dx/dt = velocity(x, t, class) from N(0, I), by Heun's method. The same
 * model, labels and seed give the same bits on one backend. Throws RangeError for a class the model does not have.
 */
export function sampleFlow(
  tensors: Tensors,
  model: FlowModel,
  labels: Uint16Array,
  seed: Uint8Array,
): ImageSet {
  const { shape, space, parameters, width, height, channels, window, classNames } = model;
  if (labels.some((label) => label >= shape.classes)) throw new RangeError("the model has no such class");
  const network = flowNetwork(tensors, shape);
  const normal = normalStream(fastStream(keystream(seed, "images")));
  const pixels = new Float32Array(labels.length * space.dimensions);
  for (let from = 0; from < labels.length; from += ROWS) {
    const part = labels.subarray(from, from + ROWS);
    const points = Float32Array.from({ length: part.length * shape.latents }, normal);
    const velocity = (at: Float32Array, time: number): Float32Array =>
      network.velocity(parameters, flowInputs(shape, at, new Float32Array(part.length).fill(time), part));
    for (let step = 0; step < STEPS; step++) {
      const start = velocity(points, step / STEPS);
      const end = velocity(
        points.map((x, i) => x + start[i]! / STEPS),
        (step + 1) / STEPS,
      );
      for (let i = 0; i < points.length; i++) points[i]! += (start[i]! + end[i]!) / (2 * STEPS);
    }
    pixels.set(decodeLatents(space, points), from * space.dimensions);
  }
  return {
    count: labels.length,
    width,
    height,
    channels,
    window,
    classNames,
    pixels,
    labels,
    subjects: new Uint32Array(0),
  };
}
