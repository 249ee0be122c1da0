import { patchesOf } from "../../imaging/geometry/patchesOf.ts";
import type { PlainImage } from "../../imaging/geometry/plainImage.ts";
import { resample } from "../../imaging/geometry/resample.ts";
import { ownWindow, windowed } from "../../imaging/geometry/windowed.ts";
import type { ImageOptions } from "./imageImport.ts";
import type { Slice } from "./slice.ts";

/** Of a patch, the share of pixels above this counts as filled. */
const FILLED_ABOVE = 0.1;

/**
 * The images of one series: in their places' order, every so manieth one, on the window, in the size, whole or in patches. What comes out depends on
 * these slices and on public options alone.
 */
export function imagesOf(series: readonly Slice[], options: ImageOptions): readonly PlainImage[] {
  const { size, every = 1, patches } = options;
  if (series.length === 0) return [];
  const ordered = series.toSorted((a, b) => a.position - b.position).filter((_, i) => i % every === 0);
  const known = ordered[0]!.range;
  const window = options.window === "own" ? (known ?? ownWindow(together(ordered))) : options.window;
  return ordered.flatMap(({ image, isInverted }) => {
    const onWindow = { ...image, values: windowed(image.values, window, isInverted) };
    if (patches === undefined) return [resample(onWindow, size)];
    return patchesOf(onWindow, { size, stride: patches.stride, filled: patches.filled, above: FILLED_ABOVE });
  });
}

function together(slices: readonly Slice[]): Float32Array {
  const all = new Float32Array(slices.reduce((sum, { image }) => sum + image.values.length, 0));
  let at = 0;
  for (const { image } of slices) {
    all.set(image.values, at);
    at += image.values.length;
  }
  return all;
}
