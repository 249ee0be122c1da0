/** The value of a plane (row-major) at a place between its pixels, bilinear; outside, the rim's. */
export function samplePlane(
  plane: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const insideX = Math.min(width - 1, Math.max(0, x));
  const insideY = Math.min(height - 1, Math.max(0, y));
  const left = Math.floor(insideX);
  const top = Math.floor(insideY);
  const right = Math.min(width - 1, left + 1);
  const upper = top * width;
  const lower = Math.min(height - 1, top + 1) * width;
  const fx = insideX - left;
  const fy = insideY - top;
  return (
    (1 - fy) * ((1 - fx) * plane[upper + left]! + fx * plane[upper + right]!) +
    fy * ((1 - fx) * plane[lower + left]! + fx * plane[lower + right]!)
  );
}
