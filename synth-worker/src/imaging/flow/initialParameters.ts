import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import { type FlowShape, flowLayers } from "./flowShape.ts";

/** Parameters before training: weights N(0, 1 / inputs), biases and the last layer 0, so that the first velocity is 0. */
export function initialParameters(shape: FlowShape, seed: Uint8Array): Float32Array {
  const { layers, parameters } = flowLayers(shape);
  const normal = normalStream(fastStream(keystream(seed, "weights")));
  const out = new Float32Array(parameters);
  for (const { inputs, outputs, weights } of layers.slice(0, -1)) {
    const scale = 1 / Math.sqrt(inputs);
    for (let i = 0; i < inputs * outputs; i++) out[weights + i] = scale * normal();
  }
  return out;
}
