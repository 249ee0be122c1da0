import type { ImageSet } from "../imageSet.ts";

/** One channel of image i as a plane of its own, row-major. */
export function channelPlane(
  { width, height, channels, pixels }: ImageSet,
  i: number,
  channel: number,
): Float32Array {
  const area = width * height;
  return Float32Array.from({ length: area }, (_, p) => pixels[(i * area + p) * channels + channel]!);
}
