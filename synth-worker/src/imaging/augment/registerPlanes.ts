import { samplePlane } from "./samplePlane.ts";
import { smoothPlane } from "./smoothPlane.ts";
import { warpPlane } from "./warpPlane.ts";

/** Steps at every size, and passes of the 1-2-1 kernel over the field after each: a deviation of 1.4 pixels. */
const STEPS = 20;
const SMOOTHING = 4;
/** The coarsest planes have no side above this. */
const COARSEST = 16;

/**
 * The smooth displacement u (all x, then all y, in pixels) with a(p - u / 2) about equal to b(p + u / 2): a point's way from `a` to `b`, seen from half way. Thirion's
 * demons (Medical Image Analysis 2, 1998) with both gradients, from coarse to fine. Swapping the planes turns u around. No bound on folding is kept: for
 * pictures of the same kind.
 */
export function registerPlanes(
  a: Float32Array,
  b: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const size = width * height;
  const field =
    Math.max(width, height) > COARSEST && width % 2 === 0 && height % 2 === 0
      ? doubled(
          registerPlanes(halved(a, width, height), halved(b, width, height), width / 2, height / 2),
          width,
          height,
        )
      : new Float32Array(2 * size);
  const alongX = field.subarray(0, size);
  const alongY = field.subarray(size);
  for (let step = 0; step < STEPS; step++) {
    const left = warpPlane(a, width, height, field, -0.5);
    const right = warpPlane(b, width, height, field, 0.5);
    for (let y = 0; y < height; y++) {
      const up = Math.max(0, y - 1) * width;
      const down = Math.min(height - 1, y + 1) * width;
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        const before = y * width + Math.max(0, x - 1);
        const after = y * width + Math.min(width - 1, x + 1);
        const slopeX = (left[after]! - left[before]! + right[after]! - right[before]!) / 4;
        const slopeY = (left[down + x]! - left[up + x]! + right[down + x]! - right[up + x]!) / 4;
        const error = left[at]! - right[at]!;
        const push = error / (slopeX * slopeX + slopeY * slopeY + error * error + 1e-4);
        alongX[at]! += push * slopeX;
        alongY[at]! += push * slopeY;
      }
    }
    smoothPlane(alongX, width, height, SMOOTHING);
    smoothPlane(alongY, width, height, SMOOTHING);
  }
  return field;
}

function halved(plane: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array((width / 2) * (height / 2));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) out[(y >> 1) * (width / 2) + (x >> 1)]! += plane[y * width + x]! / 4;
  return out;
}

/** A field of half the size, for the full one. */
function doubled(field: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(2 * width * height);
  for (let part = 0; part < 2; part++) {
    const half = field.subarray((part * out.length) / 8, ((part + 1) * out.length) / 8);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        out[part * width * height + y * width + x] =
          2 * samplePlane(half, width / 2, height / 2, (x - 0.5) / 2, (y - 0.5) / 2);
  }
  return out;
}
