import type { PrincipalComponents } from "./principalComponents.ts";

/** Whitened latents (row-major, count x components) of `count` vectors. */
export function encodeLatents(space: PrincipalComponents, vectors: Float32Array): Float32Array {
  const { dimensions, components, mean, basis, scales } = space;
  const count = vectors.length / dimensions;
  const out = new Float32Array(count * components);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < components; k++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++)
        sum += (vectors[i * dimensions + d]! - mean[d]!) * basis[k * dimensions + d]!;
      out[i * components + k] = sum / scales[k]!;
    }
  }
  return out;
}
