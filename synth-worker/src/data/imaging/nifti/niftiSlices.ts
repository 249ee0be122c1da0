import { SymbolonError } from "@symbolon/protocol";
import { decompressAsync, isCompressed, isNIFTI, NIFTI1, type NIFTI2, readHeader } from "nifti-reader-js";
import { type Plane, standardTurn } from "../../../imaging/geometry/standardTurn.ts";
import { turnImage } from "../../../imaging/geometry/turnImage.ts";
import type { Slice, SliceWarning } from "../slice.ts";

/** Which of the patient's axes a plane's slices are stacked along. */
const NORMAL: Readonly<Record<Plane, number>> = { sagittal: 0, coronal: 1, axial: 2 };
const MOST_VOXELS = 2 ** 28;

type Reader = (view: DataView, offset: number, littleEndian: boolean) => number;
/** Data types (nifti1.h, NIFTI_TYPE_*): bytes of a voxel and how it is read. */
const TYPES: ReadonlyMap<number, readonly [bytes: number, read: Reader]> = new Map<
  number,
  readonly [number, Reader]
>([
  [NIFTI1.TYPE_UINT8, [1, (view, at) => view.getUint8(at)]],
  [NIFTI1.TYPE_INT8, [1, (view, at) => view.getInt8(at)]],
  [NIFTI1.TYPE_INT16, [2, (view, at, little) => view.getInt16(at, little)]],
  [NIFTI1.TYPE_UINT16, [2, (view, at, little) => view.getUint16(at, little)]],
  [NIFTI1.TYPE_INT32, [4, (view, at, little) => view.getInt32(at, little)]],
  [NIFTI1.TYPE_UINT32, [4, (view, at, little) => view.getUint32(at, little)]],
  [NIFTI1.TYPE_FLOAT32, [4, (view, at, little) => view.getFloat32(at, little)]],
  [NIFTI1.TYPE_FLOAT64, [8, (view, at, little) => view.getFloat64(at, little)]],
]);

/** Whether bytes are a NIfTI file, compressed or not. */
export function isNifti(bytes: Uint8Array, name: string): boolean {
  return /\.nii(\.gz)?$/i.test(name) || (bytes.length > 348 && isNIFTI(bufferOf(bytes)));
}

/**
 * The slices of a NIfTI-1 or NIfTI-2 volume (three axes, or four: each time a volume) in `plane`, scaled (scl_slope, scl_inter) and turned to the usual
 * view. NIfTI holds no identifiers and no place of the body: `patient` is "" and a label table has to say whose it is. Throws E1006.
 */
export async function niftiSlices(bytes: Uint8Array, name: string, plane: Plane): Promise<readonly Slice[]> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new SymbolonError("E1006", { document: name, reason }, { cause });
  };
  let data = bufferOf(bytes);
  try {
    if (isCompressed(data)) data = await decompressAsync(data);
  } catch (cause) {
    return refuse("it cannot be decompressed", cause);
  }
  if (!isNIFTI(data)) refuse("it is no NIfTI file");
  const header = readHeader(data);
  const [rank = 0, ...all] = header.dims;
  const sizes = [0, 1, 2].map((i) => all[i] ?? 1);
  const volumes = rank > 3 ? Math.max(1, all[3]!) : 1;
  if (rank < 3 || rank > 4 || sizes.some((n) => n < 1)) refuse(`${rank} axes`);
  const voxels = sizes[0]! * sizes[1]! * sizes[2]!;
  if (voxels * volumes > MOST_VOXELS) refuse(`${voxels * volumes} voxels`);
  const type = TYPES.get(header.datatypeCode);
  if (type === undefined) return refuse(`data type ${header.datatypeCode} is not read`);
  const [voxelBytes, read] = type;
  if (data.byteLength < header.vox_offset + voxels * volumes * voxelBytes) refuse("its voxels are cut");
  const view = new DataView(data, header.vox_offset);
  const slope = header.scl_slope === 0 || !Number.isFinite(header.scl_slope) ? 1 : header.scl_slope;
  const intercept = Number.isFinite(header.scl_inter) ? header.scl_inter : 0;
  const valueAt = (voxel: number) => read(view, voxel * voxelBytes, header.littleEndian) * slope + intercept;

  const { directions, spacing, isKnown } = axesOf(header);
  const normal = directions.findIndex((axis) => mainOf(axis) === NORMAL[plane]);
  if (normal < 0) refuse("its axes are no three different directions");
  const [a, b] = [0, 1, 2].filter((axis) => axis !== normal) as [number, number];
  const strides = [1, sizes[0]!, sizes[0]! * sizes[1]!];
  const turn = standardTurn(directions[a]!, directions[b]!);
  const warnings: SliceWarning[] = ["place unknown"];
  if (!isKnown) warnings.push("orientation unknown");
  if (turn.isOblique) warnings.push("oblique");
  const sign = Math.sign(directions[normal]![NORMAL[plane]]!);
  const slices: Slice[] = [];
  for (let volume = 0; volume < volumes; volume++)
    for (let k = 0; k < sizes[normal]!; k++) {
      const [width, height] = [sizes[a]!, sizes[b]!];
      const values = new Float32Array(width * height);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          values[y * width + x] = valueAt(
            volume * voxels + k * strides[normal]! + x * strides[a]! + y * strides[b]!,
          );
      const stored = {
        width,
        height,
        channels: 1 as const,
        values,
        pixelSize: [spacing[a]!, spacing[b]!] as const,
      };
      slices.push({
        image: turnImage(stored, turn),
        unit: "1",
        isInverted: false,
        range: null,
        plane,
        position: sign * k * spacing[normal]!,
        patient: "",
        series: `${name}\n${volume}`,
        names: [],
        warnings,
      });
    }
  return slices;
}

/** Directions of the voxel axes in DICOM's axes (NIfTI's x and y point the other way), of length one, and the spacing along each. */
function axesOf(header: NIFTI1 | NIFTI2) {
  const isKnown = header.sform_code > 0 || header.qform_code > 0;
  const columns = [0, 1, 2].map((axis) => {
    const column = [0, 1, 2].map((row) => header.affine[row]![axis]! * (row < 2 ? -1 : 1));
    const length = Math.hypot(...column);
    if (isKnown && length > 0) return { direction: column.map((value) => value / length), length };
    const size = Math.abs(header.pixDims[axis + 1]!) || 1;
    return { direction: [0, 1, 2].map((row) => (row === axis ? (row < 2 ? -1 : 1) : 0)), length: size };
  });
  return {
    directions: columns.map(({ direction }) => direction),
    spacing: columns.map(({ length }) => length),
    isKnown,
  };
}

function mainOf(direction: readonly number[]): number {
  const sizes = direction.map(Math.abs);
  return sizes.indexOf(Math.max(...sizes));
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
