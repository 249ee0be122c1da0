import { publicStream } from "../../evaluate/attacks/publicStream.ts";
import { normalStream } from "../../random/normalStream.ts";
import type { ImageSet } from "../imageSet.ts";
import { transformImage } from "./transformImage.ts";

/** Ways in which a copy may be disguised. */
export const DISGUISES = ["flip", "crop", "shift", "noise", "intensity"] as const;
export type Disguise = (typeof DISGUISES)[number];

/**
 * Every image once, disguised: mirrored left to right; the middle 80 to 97 % of the sides enlarged; moved by 1 to side/16 pixels both ways; noise of
 * deviation .05; contrast .75 to 1.25 and brightness up to .1. For testing a gate; the same on every machine.
 */
export function plantedCopies(images: ImageSet, disguise: Disguise): ImageSet {
  const { width, height, count, channels } = images;
  const size = width * height * channels;
  const stream = publicStream(disguise);
  const normal = normalStream(stream);
  const uniform = (low: number, high: number): number =>
    low + ((high - low) * stream.nextUint32()) / 4294967296;
  const most = Math.max(1, Math.floor(Math.max(width, height) / 16));
  const shift = (): number => (1 + stream.nextBelow(most)) * (stream.nextBelow(2) === 0 ? 1 : -1);
  const disguised = (pixels: Float32Array): Float32Array => {
    if (disguise === "flip") return transformImage(pixels, width, height, { mirrorX: true });
    if (disguise === "crop") return transformImage(pixels, width, height, { zoom: 1 / uniform(0.8, 0.97) });
    if (disguise === "shift")
      return transformImage(pixels, width, height, { shiftX: shift(), shiftY: shift() });
    if (disguise === "noise") return pixels.map((value) => value + 0.05 * normal());
    const contrast = uniform(0.75, 1.25);
    const brightness = uniform(-0.1, 0.1);
    return pixels.map((value) => contrast * value + brightness);
  };
  const pixels = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    const copy = disguised(images.pixels.slice(i * size, (i + 1) * size));
    pixels.set(
      copy.map((value) => Math.min(1, Math.max(0, value))),
      i * size,
    );
  }
  return { ...images, pixels };
}
