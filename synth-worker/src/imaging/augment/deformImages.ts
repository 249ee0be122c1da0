import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import type { ImageSet } from "../imageSet.ts";
import { channelPlane } from "./channelPlane.ts";
import { samplePlane } from "./samplePlane.ts";

/** How much images are bent: multiples of the deviations that deformImages names. */
export type Bending = { readonly shape?: number; readonly contrast?: number };

/** Control points per side of the smooth field. */
const KNOTS = 4;

/**
 * Every image `copies` times, each time bent a little: turned (deviation 3 degrees), stretched (3 %), moved by a smooth field (1.2 % of the side at each of 4 x 4
 * points, bilinear between them), contrast by a power (6 %); `bending` multiplies the first three (`shape`) and the last. Few patients then show more
 * shapes than they have; labels and patients stay. The same seed gives the same images.
 */
export function deformImages(
  images: ImageSet,
  copies: number,
  seed: Uint8Array,
  bending: Bending = {},
): ImageSet {
  const { count, width, height, channels } = images;
  const size = width * height * channels;
  const normal = normalStream(fastStream(keystream(seed, "deform")));
  const pixels = new Float32Array(count * copies * size);
  for (let i = 0; i < count * copies; i++) {
    pixels.set(bent(images, Math.floor(i / copies), bending, normal), i * size);
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

function bent(
  images: ImageSet,
  i: number,
  { shape = 1, contrast = 1 }: Bending,
  normal: () => number,
): Float32Array {
  const { width, height, channels } = images;
  const angle = shape * 0.05 * normal();
  const [stretchX, stretchY] = [1 + shape * 0.03 * normal(), 1 + shape * 0.03 * normal()];
  const field = Array.from(
    { length: 2 * KNOTS * KNOTS },
    () => shape * 0.012 * Math.max(width, height) * normal(),
  );
  const power = Math.exp(contrast * 0.06 * normal());
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const planes = Array.from({ length: channels }, (_, c) => channelPlane(images, i, c));
  const out = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = fieldAt(field, (x / (width - 1)) * (KNOTS - 1), (y / (height - 1)) * (KNOTS - 1));
      const u = (x - middleX) / stretchX;
      const v = (y - middleY) / stretchY;
      const sourceX = middleX + cos * u - sin * v + dx;
      const sourceY = middleY + sin * u + cos * v + dy;
      planes.forEach((plane, c) => {
        out[(y * width + x) * channels + c] = samplePlane(plane, width, height, sourceX, sourceY) ** power;
      });
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
