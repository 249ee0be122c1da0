import { type FlowShape, TIME_WAVES } from "./flowShape.ts";

/** What the network sees of `rows` points: latents, sines and cosines of the time in [0, 1], the class as one-hot; row-major. */
export function flowInputs(
  { latents, classes }: FlowShape,
  points: Float32Array,
  times: Float32Array,
  labels: Uint16Array,
): Float32Array {
  const width = latents + 2 * TIME_WAVES + classes;
  const out = new Float32Array(labels.length * width);
  for (let row = 0; row < labels.length; row++) {
    const at = row * width;
    out.set(points.subarray(row * latents, (row + 1) * latents), at);
    for (let wave = 0; wave < TIME_WAVES; wave++) {
      const angle = Math.PI * (wave + 1) * times[row]!;
      out[at + latents + 2 * wave] = Math.sin(angle);
      out[at + latents + 2 * wave + 1] = Math.cos(angle);
    }
    out[at + latents + 2 * TIME_WAVES + labels[row]!] = 1;
  }
  return out;
}
