/**
 * The numbers of the first `lanes` lanes of public bit planes, unsigned or two's complement: the reverse of numberPlanes. Throws RangeError
 * for more than 53 planes, or more lanes than the planes have.
 */
export function planeNumbers(
  planes: readonly Uint32Array[],
  lanes: number,
  kind: "unsigned" | "signed" = "unsigned",
): Float64Array {
  if (planes.length > 53) throw new RangeError(`${planes.length} planes do not fit a double`);
  if (planes.some((plane) => 32 * plane.length < lanes)) throw new RangeError(`fewer than ${lanes} lanes`);
  const out = new Float64Array(lanes);
  for (const [i, plane] of planes.entries()) {
    const value = kind === "signed" && i === planes.length - 1 ? -(2 ** i) : 2 ** i;
    for (let lane = 0; lane < lanes; lane++)
      if (((plane[lane >>> 5]! >>> (lane & 31)) & 1) === 1) out[lane]! += value;
  }
  return out;
}
