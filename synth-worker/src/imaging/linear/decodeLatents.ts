import type { PrincipalComponents } from "./principalComponents.ts";

/** Images (row-major, count x dimensions) of whitened latents, clipped to [0, 1]. */
export function decodeLatents(space: PrincipalComponents, latents: Float32Array): Float32Array {
  const { dimensions, components, mean, basis, scales } = space;
  const count = latents.length / components;
  const out = new Float32Array(count * dimensions);
  const line = new Float64Array(dimensions);
  for (let i = 0; i < count; i++) {
    line.set(mean);
    for (let k = 0; k < components; k++) {
      const weight = latents[i * components + k]! * scales[k]!;
      for (let d = 0; d < dimensions; d++) line[d]! += weight * basis[k * dimensions + d]!;
    }
    for (let d = 0; d < dimensions; d++) out[i * dimensions + d] = Math.min(1, Math.max(0, line[d]!));
  }
  return out;
}
