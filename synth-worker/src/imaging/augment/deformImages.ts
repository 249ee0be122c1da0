import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import type { ImageSet } from "../imageSet.ts";

/** Control points per side of the smooth field. */
const KNOTS = 4;

/**
 * Every image `copies` times, each time bent a little: turned (deviation 3 degrees), stretched (3 %), moved by a smooth field (1.2 % of the side at each of 4 x 4
 * points, bilinear between them), contrast by a power (6 %). Few patients then show more shapes than they have; labels and patients stay. The same seed gives
 * the same images.
 */
export function deformImages(images: ImageSet, copies: number, seed: Uint8Array): ImageSet {
  const { count, width, height, channels } = images;
  const size = width * height * channels;
  const normal = normalStream(fastStream(keystream(seed, "deform")));
  const pixels = new Float32Array(count * copies * size);
  for (let i = 0; i < count * copies; i++) {
    const from = Math.floor(i / copies) * size;
    pixels.set(bent(images.pixels.subarray(from, from + size), width, height, normal), i * size);
  }
  const repeated = <T extends Uint16Array | Uint32Array>(values: T): T =>
    values.constructor === Uint16Array
      ? (Uint16Array.from({ length: values.length * copies }, (_, i) => values[Math.floor(i / copies)]!) as T)
      : (Uint32Array.from(
          { length: values.length * copies },
          (_, i) => values[Math.floor(i / copies)]!,
        ) as T);
  return {
    ...images,
    count: count * copies,
    pixels,
    labels: repeated(images.labels),
    subjects: repeated(images.subjects),
  };
}

function bent(pixels: Float32Array, width: number, height: number, normal: () => number): Float32Array {
  const channels = pixels.length / (width * height);
  const angle = 0.05 * normal();
  const [stretchX, stretchY] = [1 + 0.03 * normal(), 1 + 0.03 * normal()];
  const field = Array.from({ length: 2 * KNOTS * KNOTS }, () => 0.012 * Math.max(width, height) * normal());
  const power = Math.exp(0.06 * normal());
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const out = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = fieldAt(field, (x / (width - 1)) * (KNOTS - 1), (y / (height - 1)) * (KNOTS - 1));
      const u = (x - middleX) / stretchX;
      const v = (y - middleY) / stretchY;
      const sourceX = Math.min(width - 1, Math.max(0, middleX + cos * u - sin * v + dx));
      const sourceY = Math.min(height - 1, Math.max(0, middleY + sin * u + cos * v + dy));
      const [x0, y0] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
      const [fx, fy] = [sourceX - x0, sourceY - y0];
      for (let c = 0; c < channels; c++) {
        const at = (column: number, row: number) => pixels[(row * width + column) * channels + c]!;
        const top = (1 - fx) * at(x0, y0) + fx * at(x1, y0);
        const low = (1 - fx) * at(x0, y1) + fx * at(x1, y1);
        out[(y * width + x) * channels + c] = ((1 - fy) * top + fy * low) ** power;
      }
    }
  }
  return out;
}

function fieldAt(field: readonly number[], x: number, y: number): [number, number] {
  const [x0, y0] = [Math.min(KNOTS - 2, Math.floor(x)), Math.min(KNOTS - 2, Math.floor(y))];
  const [fx, fy] = [x - x0, y - y0];
  const along = (part: number): number => {
    const at = (column: number, row: number) => field[2 * (row * KNOTS + column) + part]!;
    const top = (1 - fx) * at(x0, y0) + fx * at(x0 + 1, y0);
    const low = (1 - fx) * at(x0, y0 + 1) + fx * at(x0 + 1, y0 + 1);
    return (1 - fy) * top + fy * low;
  };
  return [along(0), along(1)];
}
