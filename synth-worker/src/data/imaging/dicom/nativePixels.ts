import type { PixelLayout } from "./pixelLayout.ts";

/** Stored values of all frames as uncompressed little-endian pixel data, samples side by side, low bits first, of an even length (PS3.5 section 8.1.1). */
export function nativePixels(frames: readonly Int32Array[], { bitsAllocated }: PixelLayout): ArrayBuffer {
  const size = bitsAllocated / 8;
  const count = frames.reduce((sum, frame) => sum + frame.length, 0);
  const view = new DataView(new ArrayBuffer(count * size + ((count * size) % 2)));
  let at = 0;
  for (const frame of frames)
    for (const value of frame) {
      // Two's complement: the bits of a negative value are those that it was read from.
      if (size === 1) view.setInt8(at, value);
      else view.setInt16(at, value, true);
      at += size;
    }
  return view.buffer;
}
