/** What one image adds to the released sums. It looks at that image and at public or already released numbers only. */
export type ImageEmbedding = {
  /** Numbers added to the image's class; the image is in one class. */
  readonly classDimensions: number;
  /** Numbers added whatever the class is. */
  readonly commonDimensions: number;
  /** Writes both parts of an image, the class's first; vectors longer than 1 are shortened to 1 by whoever adds them. */
  readonly write: (pixels: Float32Array, out: Float64Array) => void;
};
