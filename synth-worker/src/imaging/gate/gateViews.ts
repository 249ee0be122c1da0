import { scattering } from "../features/scattering.ts";
import type { ImageSet } from "../imageSet.ts";
import { workingPixels } from "../measures/workingPixels.ts";
import { type ImageTransform, transformImage } from "./transformImage.ts";

/** Unit vectors, row-major: a correlation is a product. */
export type UnitRows = { readonly rows: number; readonly dimensions: number; readonly values: Float32Array };

/** Where copies are looked for: vectors of images as they are, and of training images in every view that a copy may take. */
export type GateSpace = {
  readonly plain: (images: ImageSet) => UnitRows;
  readonly views: (training: ImageSet) => UnitRows[];
  /** The views as transforms, where finer ones may be looked for (refinement); empty where they may not. */
  readonly transforms: (training: ImageSet) => readonly ImageTransform[];
};

const FLIPS: readonly ImageTransform[] = [{ mirrorX: true }, { mirrorY: true }];

/**
 * Pixels: block means of at most 16 x 16, less their mean, of length 1, so brightness and contrast do not matter. Views: zooms up to 1.3 with moves of up to a
 * sixteenth of the side, and both mirrors.
 */
export function pixelSpace(): GateSpace {
  const plain = (images: ImageSet): UnitRows => {
    const { rows, dimensions } = workingPixels(images);
    return unit(rows, dimensions);
  };
  const transforms = (training: ImageSet): ImageTransform[] => {
    const reach = Math.max(1, Math.max(training.width, training.height) / 16);
    const steps = reach === 1 ? [-1, 0, 1] : [-reach, -reach / 2, 0, reach / 2, reach];
    const moves = steps.flatMap((shiftX) => steps.map((shiftY) => ({ shiftX, shiftY })));
    const zooms = reach === 1 ? [1, 1.1, 1.2, 1.32] : [1, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3];
    return [...zooms.flatMap((zoom) => moves.map((move) => ({ ...move, zoom }))), ...FLIPS];
  };
  return {
    plain,
    transforms,
    views: (training) => transforms(training).map((view) => plain(transformed(training, view))),
  };
}

/**
 * Embedding: first-order scattering of images of mean 0 and deviation 1, each feature less its mean over the training images and divided by its deviation, of
 * length 1. It hardly moves with a shift or crop; views: both mirrors.
 */
export function embeddingSpace(training: ImageSet): GateSpace {
  const features = (images: ImageSet) => scattering(levelled(images), { order: 1, grid: 4, scales: 3 });
  const { dimensions, values, count } = features(training);
  const mean = new Float64Array(dimensions);
  const deviation = new Float64Array(dimensions);
  values.forEach((value, i) => {
    mean[i % dimensions]! += value / count;
  });
  values.forEach((value, i) => {
    deviation[i % dimensions]! += (value - mean[i % dimensions]!) ** 2 / count;
  });
  const plain = (images: ImageSet): UnitRows => {
    const own = features(images);
    const rows = Array.from({ length: own.count }, (_, row) =>
      mean.map((middle, d) => (own.values[row * dimensions + d]! - middle) / Math.sqrt(deviation[d]! + 1e-9)),
    );
    return unit(rows, dimensions, false);
  };
  return {
    plain,
    transforms: () => [],
    views: (images) => [{}, ...FLIPS].map((view) => plain(transformed(images, view))),
  };
}

function transformed(images: ImageSet, view: ImageTransform): ImageSet {
  return mapped(images, (pixels) => transformImage(pixels, images.width, images.height, view));
}

function levelled(images: ImageSet): ImageSet {
  return mapped(images, (pixels) => {
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    const square = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length;
    return pixels.map((value) => (value - mean) / Math.sqrt(square + 1e-9));
  });
}

function mapped(images: ImageSet, change: (pixels: Float32Array) => Float32Array): ImageSet {
  const size = images.width * images.height * images.channels;
  const pixels = new Float32Array(images.pixels.length);
  for (let i = 0; i < images.count; i++)
    pixels.set(change(images.pixels.slice(i * size, (i + 1) * size)), i * size);
  return { ...images, pixels };
}

function unit(rows: readonly Float64Array[], dimensions: number, centred = true): UnitRows {
  const values = new Float32Array(rows.length * dimensions);
  rows.forEach((row, i) => {
    const mean = centred ? row.reduce((sum, value) => sum + value, 0) / dimensions : 0;
    const length = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0)) || 1;
    for (let d = 0; d < dimensions; d++) values[i * dimensions + d] = (row[d]! - mean) / length;
  });
  return { rows: rows.length, dimensions, values };
}
