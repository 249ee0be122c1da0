/**
 * Pictures of one size as a NIfTI-1 file (nifti1.h: header of 348 bytes, then the voxels): one slice each, 8 bits, first rows at the top as NIfTI's y points
 * up. It says in its description that the slices are synthetic and no volume, and claims no place in a body (both transform codes are 0).
 */
export function niftiStack(
  pictures: readonly Uint8Array[],
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> {
  const offset = 352;
  const bytes = new Uint8Array(offset + width * height * pictures.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (const [i, n] of [3, width, height, pictures.length, 1, 1, 1, 1].entries())
    view.setInt16(40 + 2 * i, n, true);
  view.setInt16(70, 2, true);
  view.setInt16(72, 8, true);
  for (let i = 0; i < 8; i++) view.setFloat32(76 + 4 * i, 1, true);
  view.setFloat32(108, offset, true);
  view.setFloat32(112, 1, true);
  bytes.set(new TextEncoder().encode("synthetic images, one a slice, no volume"), 148);
  bytes.set(new TextEncoder().encode("n+1"), 344);
  pictures.forEach((picture, z) => {
    for (let y = 0; y < height; y++)
      bytes.set(
        picture.subarray((height - 1 - y) * width, (height - y) * width),
        offset + (z * height + y) * width,
      );
  });
  return bytes;
}
