/** A plane (row-major) after `passes` of the 1-2-1 kernel along rows and columns, in place: a deviation of sqrt(passes / 2) pixels. The rim is repeated. */
export function smoothPlane(plane: Float32Array, width: number, height: number, passes: number): void {
  const rows = new Float32Array(plane.length);
  for (let pass = 0; pass < passes; pass++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        const before = plane[at - (x > 0 ? 1 : 0)]!;
        rows[at] = (before + 2 * plane[at]! + plane[at + (x < width - 1 ? 1 : 0)]!) / 4;
      }
    }
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        const above = rows[at - (y > 0 ? width : 0)]!;
        plane[at] = (above + 2 * rows[at]! + rows[at + (y < height - 1 ? width : 0)]!) / 4;
      }
    }
  }
}
