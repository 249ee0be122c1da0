import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import type { ImageSet } from "../imageSet.ts";
import { greyOf } from "../measures/greyOf.ts";
import { channelPlane } from "./channelPlane.ts";
import { registerPlanes } from "./registerPlanes.ts";
import { smoothPlane } from "./smoothPlane.ts";
import { warpPlane } from "./warpPlane.ts";

export type MorphOptions = {
  /** Every image is paired with so many of the most similar images of other patients in its class (default 16). */
  readonly neighbours?: number;
  /** Pictures between the two images of a pair (default 3). */
  readonly perPair?: number;
};

/** A morph lies between these shares of the way from one image to the other, so it is neither. */
const FROM = 0.25;
const TO = 0.75;
/** Passes of the 1-2-1 kernel that part details from the rest, and how much a morph's details are strengthened at most. */
const DETAIL = 6;
const MOST_GAIN = 2;

/**
 * Pictures between images of two patients: shapes are matched (registerPlanes, on grey), and both shapes and values are taken part of the way, 25 to 75 %, from
 * one to the other; details, which partly cancel in a mean, are made as strong as the two have them. A generator that learns them learns what lies between
 * patients, and is never shown a patient. A morph belongs to no patient: `subjects` is empty. Pairs follow one another, `perPair` pictures each. The
 * same seed gives the same pictures.
 *
 * NOT private: a morph is made of two patients' images. O(images^2 pixels) for the pairs, then 5 ms a pair of 64 x 64. Throws RangeError when no class
 * has images of two patients.
 */
export function morphImages(images: ImageSet, seed: Uint8Array, options: MorphOptions = {}): ImageSet {
  const { width, height, channels, labels } = images;
  const perPair = options.perPair ?? 3;
  const pairs = pairsOf(images, options.neighbours ?? 16);
  if (pairs.length === 0) throw new RangeError("no class has images of two patients");
  const { nextUint32 } = fastStream(keystream(seed, "morph"));
  const area = width * height;
  const grey = greyOf(images);
  const plane = (i: number) => grey.subarray(i * area, (i + 1) * area);
  const energies = Array.from({ length: images.count }, (_, i) =>
    Array.from({ length: channels }, (_, c) => energyOf(detailOf(channelPlane(images, i, c), width, height))),
  );
  const pixels = new Float32Array(pairs.length * perPair * area * channels);
  pairs.forEach(([a, b], pair) => {
    const field = registerPlanes(plane(a), plane(b), width, height);
    for (let k = 0; k < perPair; k++) {
      const share = FROM + ((TO - FROM) * nextUint32()) / 4294967296;
      const at = (pair * perPair + k) * area * channels;
      for (let c = 0; c < channels; c++) {
        const first = warpPlane(channelPlane(images, a, c), width, height, field, -share);
        const second = warpPlane(channelPlane(images, b, c), width, height, field, 1 - share);
        const mixed = first.map((value, p) => (1 - share) * value + share * second[p]!);
        const wanted = (1 - share) * energies[a]![c]! + share * energies[b]![c]!;
        sharpen(mixed, width, height, wanted);
        for (let p = 0; p < area; p++) pixels[at + p * channels + c] = mixed[p]!;
      }
    }
  });
  return {
    ...images,
    count: pairs.length * perPair,
    pixels,
    labels: Uint16Array.from(pairs.flatMap(([a]) => new Array<number>(perPair).fill(labels[a]!))),
    subjects: new Uint32Array(0),
  };
}

/** What is left of a plane without its smooth part. */
function detailOf(plane: Float32Array, width: number, height: number): Float32Array {
  const smooth = plane.slice();
  smoothPlane(smooth, width, height, DETAIL);
  return plane.map((value, p) => value - smooth[p]!);
}

function energyOf(detail: Float32Array): number {
  return detail.reduce((sum, value) => sum + value * value, 0);
}

/** Details are made as strong as `wanted`, in place: those of two images partly cancel where they are mixed, and interpolation blurs. */
function sharpen(plane: Float32Array, width: number, height: number, wanted: number): void {
  const detail = detailOf(plane, width, height);
  const gain = Math.min(MOST_GAIN, Math.sqrt(wanted / (energyOf(detail) || 1)));
  for (let p = 0; p < plane.length; p++)
    plane[p] = Math.min(1, Math.max(0, plane[p]! + (gain - 1) * detail[p]!));
}

/** Each pair once, as numbers of images. */
function pairsOf({ count, pixels, labels, subjects }: ImageSet, neighbours: number): [number, number][] {
  const size = pixels.length / count;
  const squared = (a: number, b: number): number => {
    let sum = 0;
    for (let p = 0; p < size; p++) sum += (pixels[a * size + p]! - pixels[b * size + p]!) ** 2;
    return sum;
  };
  const pairs = new Map<number, [number, number]>();
  for (let i = 0; i < count; i++) {
    const others = Array.from({ length: count }, (_, j) => j).filter(
      (j) => labels[j] === labels[i] && subjects[j] !== subjects[i],
    );
    const near = others.map((j) => [squared(i, j), j] as const).sort(([a], [b]) => a - b);
    for (const [, j] of near.slice(0, neighbours)) {
      const [a, b] = [Math.min(i, j), Math.max(i, j)];
      pairs.set(a * count + b, [a, b]);
    }
  }
  return [...pairs.values()];
}
