/** Public constants of the private engine, for pixels in [0, 1]; lengths are per square root of a coarse image's numbers. */
export const EMBEDDING = {
  /** The grey that images are held against before anything is known. */
  grey: 0.3,
  /** Bound on the distance to that grey, and to the noisy mean image. */
  farReach: 0.4,
  reach: 0.225,
  bandwidth: 0.125,
  frequencies: 768,
  /** Weight of the count beside the image, in the first look and per class. */
  countWeight: 0.3,
  classCountWeight: 0.15,
  /** Part of a moment vector's squared length that is for products of pixels. */
  productPart: 0.2,
  /** Parts of the budget. */
  centreShare: 0.05,
  kernelShare: 0.6,
  /** Images per class and unit of noise from which on the kernel is measured. */
  kernelSignal: 100,
} as const;
