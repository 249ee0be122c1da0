/** How an image lies in the patient: the plane its slice is nearest to. */
export type Plane = "axial" | "coronal" | "sagittal";

/** What brings an image into the usual view of its plane: first swap columns and rows, then mirror. */
export type Turn = {
  readonly plane: Plane;
  readonly isTransposed: boolean;
  readonly isMirroredAcross: boolean;
  readonly isMirroredDown: boolean;
  /** The slice lies more than 20 degrees off the plane. */
  readonly isOblique: boolean;
};

/** Usual views, as directions in the patient (DICOM PS3.3 section C.7.6.2: x to the left, y to the back, z to the head): across, down. */
const VIEWS: Readonly<Record<Plane, readonly [axis: number, sign: 1 | -1][]>> = {
  axial: [
    [0, 1],
    [1, 1],
  ],
  coronal: [
    [0, 1],
    [2, -1],
  ],
  sagittal: [
    [1, 1],
    [2, -1],
  ],
};
const PLANES: readonly Plane[] = ["sagittal", "coronal", "axial"];
const COSINE_20_DEGREES = Math.cos(Math.PI / 9);

/**
 * The turn for an image whose columns go along `across` and whose rows go along `down` in the patient's axes (each three direction cosines): afterwards
 * the patient's left is at the right of axial and coronal slices, the front at the top of axial and at the left of sagittal ones, the head at the top
 * of the others. Throws RangeError for directions that are no two different axes.
 */
export function standardTurn(across: readonly number[], down: readonly number[]): Turn {
  const [a, d] = [mainAxis(across), mainAxis(down)];
  if (a === d) throw new RangeError("columns and rows go along the same axis");
  const plane = PLANES[3 - a - d]!;
  const [right, below] = VIEWS[plane] as [[number, number], [number, number]];
  const isTransposed = a !== right[0];
  const [alongX, alongY] = isTransposed ? [down, across] : [across, down];
  return {
    plane,
    isTransposed,
    isMirroredAcross: Math.sign(alongX[right[0]]!) !== right[1],
    isMirroredDown: Math.sign(alongY[below[0]]!) !== below[1],
    isOblique: Math.min(Math.abs(across[a]!), Math.abs(down[d]!)) < COSINE_20_DEGREES,
  };
}

function mainAxis(direction: readonly number[]): number {
  if (direction.length !== 3 || !direction.every(Number.isFinite))
    throw new RangeError("a direction has three cosines");
  const sizes = direction.map(Math.abs);
  const most = Math.max(...sizes);
  if (most === 0) throw new RangeError("a direction of length zero");
  return sizes.indexOf(most);
}
