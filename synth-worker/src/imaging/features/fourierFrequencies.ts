import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";

/**
 * `count` random frequencies (row-major, count x dimensions) whose sines and cosines make the Gaussian kernel exp(-|x - y|^2 / (2 bandwidth^2)): blocks of
 * orthogonal directions with lengths of their own (Rahimi, Recht, NeurIPS 2007; Yu et al., Orthogonal Random Features, NeurIPS 2016). Public: the same for
 * everybody.
 */
export function fourierFrequencies(count: number, dimensions: number, bandwidth: number): Float32Array {
  const normal = normalStream(fastStream(keystream(new Uint8Array(32), "frequencies")));
  const out = new Float32Array(count * dimensions);
  let block: Float64Array[] = [];
  for (let row = 0; row < count; row++) {
    if (block.length === dimensions) block = [];
    const direction = Float64Array.from({ length: dimensions }, normal);
    for (const earlier of block) {
      const along = direction.reduce((sum, value, d) => sum + value * earlier[d]!, 0);
      for (let d = 0; d < dimensions; d++) direction[d]! -= along * earlier[d]!;
    }
    const length = lengthOf(direction);
    for (let d = 0; d < dimensions; d++) direction[d]! /= length;
    block.push(direction);
    const stretch = lengthOf(Float64Array.from({ length: dimensions }, normal)) / bandwidth;
    for (let d = 0; d < dimensions; d++) out[row * dimensions + d] = direction[d]! * stretch;
  }
  return out;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
