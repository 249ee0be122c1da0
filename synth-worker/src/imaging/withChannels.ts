import type { ImageSet } from "./imageSet.ts";
import { greyOf } from "./measures/greyOf.ts";

/** Images with so many channels: coloured ones become the mean of red, green and blue, grey ones three equal channels. */
export function withChannels(images: ImageSet, channels: 1 | 3): ImageSet {
  if (images.channels === channels) return images;
  const pixels =
    channels === 1
      ? greyOf(images)
      : Float32Array.from({ length: 3 * images.pixels.length }, (_, i) => images.pixels[Math.floor(i / 3)]!);
  return { ...images, channels, pixels };
}
