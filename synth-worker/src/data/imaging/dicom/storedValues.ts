import { SymbolonError } from "@symbolon/protocol";
import { decode as decodeJpeg } from "jpeg-js";
import type { DicomFile } from "./dicomFile.ts";
import { textOf } from "./elementValues.ts";
import type { PixelLayout } from "./pixelLayout.ts";
import { rleSegments } from "./rleSegments.ts";

/** Transfer syntaxes that are read (PS3.5 section 10, annex A). Others are refused by name, so nothing is guessed. */
const NATIVE = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99"];
const BIG_ENDIAN = "1.2.840.10008.1.2.2";
const RLE = "1.2.840.10008.1.2.5";
const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

/**
 * The stored values of each frame, as whole numbers: pixel after pixel from the top left, the samples of a pixel side by side. Bits beyond those
 * stored are cut off, signed values get their sign. Uncompressed files of either byte order, RLE and baseline JPEG (8 bits) are read; throws
 * E1006 for other transfer syntaxes and for pixel data that are cut.
 */
export function storedValues(file: DicomFile, layout: PixelLayout, name: string): readonly Int32Array[] {
  const { elements, syntax } = file;
  const refuse = (reason: string, cause?: unknown): never => {
    throw new SymbolonError("E1006", { document: name, reason }, { cause });
  };
  const buffers = (elements["7FE00010"]?.Value ?? [])
    .filter((value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    .map((value) =>
      value instanceof ArrayBuffer
        ? new Uint8Array(value)
        : new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
    );
  const { width, height, channels, frames, bitsAllocated } = layout;
  const samples = width * height * channels;
  const frameBytes = (samples * bitsAllocated) / 8;
  if (NATIVE.includes(syntax) || syntax === BIG_ENDIAN) {
    const bytes = buffers.length === 1 ? buffers[0]! : new Uint8Array(Buffer.concat(buffers));
    if (bytes.length < frameBytes * frames)
      refuse(`its pixel data have ${bytes.length} bytes, ${frameBytes * frames} are said`);
    // Big-endian words of 16 bits; bytes of 8-bit images that are stored as words (OW) are swapped in pairs as well (PS3.5 section 8.1.1).
    const isSwapped = syntax === BIG_ENDIAN && (bitsAllocated === 16 || elements["7FE00010"]!.vr === "OW");
    return Array.from({ length: frames }, (_, i) => {
      const frame = bytes.slice(i * frameBytes, (i + 1) * frameBytes);
      if (isSwapped) swapPairs(frame);
      return integersOf(frame, layout, layout.isPlanar);
    });
  }
  if (buffers.length !== frames) refuse(`${buffers.length} compressed frames, ${frames} are said`);
  if (syntax === RLE)
    return buffers.map((frame) => {
      try {
        return integersOf(joinPlanes(rleSegments(frame, width * height), layout), layout, true);
      } catch (cause) {
        return refuse((cause as Error).message, cause);
      }
    });
  if (syntax === JPEG_BASELINE && bitsAllocated === 8)
    return buffers.map((frame) => {
      try {
        const image = decodeJpeg(frame, { useTArray: true, maxMemoryUsageInMB: 512 });
        if (image.width !== width || image.height !== height) throw new Error("its JPEG has another size");
        const values = new Int32Array(samples);
        for (let i = 0; i < samples; i++)
          values[i] = image.data[Math.floor(i / channels) * 4 + (i % channels)]!;
        return values;
      } catch (cause) {
        return refuse(`its JPEG cannot be read: ${(cause as Error).message}`, cause);
      }
    });
  return refuse(
    `transfer syntax ${syntax || textOf(elements, "00020010")} is not read; convert it to Explicit VR Little Endian`,
  );
}

function swapPairs(bytes: Uint8Array): void {
  for (let i = 0; i + 1 < bytes.length; i += 2) [bytes[i], bytes[i + 1]] = [bytes[i + 1]!, bytes[i]!];
}

/** Byte planes of RLE, the most significant first, as little-endian samples in planes. */
function joinPlanes(
  planes: readonly Uint8Array[],
  { width, height, channels, bitsAllocated }: PixelLayout,
): Uint8Array {
  const size = bitsAllocated / 8;
  if (planes.length !== channels * size) throw new RangeError(`${planes.length} RLE segments`);
  const pixels = width * height;
  const joined = new Uint8Array(pixels * channels * size);
  for (let c = 0; c < channels; c++)
    for (let b = 0; b < size; b++) {
      const plane = planes[c * size + (size - 1 - b)]!;
      for (let i = 0; i < pixels; i++) joined[(c * pixels + i) * size + b] = plane[i]!;
    }
  return joined;
}

/** Little-endian samples as whole numbers, side by side. */
function integersOf(bytes: Uint8Array, layout: PixelLayout, isPlanar: boolean): Int32Array {
  const { width, height, channels, bitsAllocated, bitsStored, highBit, isSigned } = layout;
  const pixels = width * height;
  const values = new Int32Array(pixels * channels);
  const shift = Math.max(0, highBit + 1 - bitsStored);
  const mask = 2 ** bitsStored - 1;
  const sign = 2 ** (bitsStored - 1);
  for (let i = 0; i < values.length; i++) {
    const raw = bitsAllocated === 8 ? bytes[i]! : bytes[2 * i]! | (bytes[2 * i + 1]! << 8);
    const cut = (raw >>> shift) & mask;
    const to = isPlanar && channels > 1 ? (i % pixels) * channels + Math.floor(i / pixels) : i;
    values[to] = isSigned && cut >= sign ? cut - 2 ** bitsStored : cut;
  }
  return values;
}
