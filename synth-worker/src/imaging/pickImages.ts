import type { ImageSet } from "./imageSet.ts";

/** The images with the given numbers, in that order. */
export function pickImages(images: ImageSet, numbers: readonly number[]): ImageSet {
  const size = images.width * images.height * images.channels;
  const pixels = new Float32Array(numbers.length * size);
  numbers.forEach((from, to) => {
    pixels.set(images.pixels.subarray(from * size, (from + 1) * size), to * size);
  });
  return {
    ...images,
    count: numbers.length,
    pixels,
    labels: Uint16Array.from(numbers, (i) => images.labels[i]!),
    subjects:
      images.subjects.length === 0 ? images.subjects : Uint32Array.from(numbers, (i) => images.subjects[i]!),
  };
}
