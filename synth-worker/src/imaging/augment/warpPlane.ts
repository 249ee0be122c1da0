import { samplePlane } from "./samplePlane.ts";

/** A plane seen through a displacement field (all x, then all y, in pixels): the value at p is the plane's at p + share x field(p). */
export function warpPlane(
  plane: Float32Array,
  width: number,
  height: number,
  field: Float32Array,
  share: number,
): Float32Array {
  const size = width * height;
  const out = new Float32Array(size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      out[at] = samplePlane(plane, width, height, x + share * field[at]!, y + share * field[size + at]!);
    }
  }
  return out;
}
