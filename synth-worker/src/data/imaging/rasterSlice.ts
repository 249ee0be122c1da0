import { SymbolonError } from "@symbolon/protocol";
import { convertIndexedToRgb, decode as decodePng, hasPngSignature } from "fast-png";
import { decode as decodeJpeg } from "jpeg-js";
import type { Slice } from "./slice.ts";

const MOST_PIXELS = 2 ** 26;

/** Whether bytes are a PNG or JPEG file. */
export function isRaster(bytes: Uint8Array): boolean {
  return (
    hasPngSignature(bytes.subarray(0, 8)) || (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
  );
}

/**
 * The picture of a PNG or JPEG file, values 0 to 255 (16-bit PNG: as 255ths), grey where all channels of the file are; transparency is left out. Text
 * in the file's metadata is not read. Throws E1006.
 */
export function rasterSlice(bytes: Uint8Array, name: string): Slice {
  try {
    const { width, height, channels, values } = bytes[0] === 0xff ? jpeg(bytes) : png(bytes);
    return {
      image: { width, height, channels, values, pixelSize: [1, 1] },
      unit: "1",
      isInverted: false,
      range: { low: 0, high: 255 },
      plane: null,
      position: 0,
      patient: "",
      series: name,
      names: [],
      warnings: [],
    };
  } catch (cause) {
    throw new SymbolonError("E1006", { document: name, reason: (cause as Error).message }, { cause });
  }
}

type Raster = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array;
};

function png(bytes: Uint8Array): Raster {
  // Width and height are the first fields of the header chunk (PNG, 11.2.1): looked at before room for the pixels is asked for.
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  if (width * height > MOST_PIXELS) throw new Error(`${width} x ${height} pixels`);
  const read = decodePng(bytes, { checkCrc: true });
  const { depth } = read;
  const isIndexed = read.palette !== undefined;
  const data = isIndexed ? convertIndexedToRgb(read) : read.data;
  const stored = isIndexed ? data.length / (width * height) : read.channels;
  const scale = isIndexed ? 1 : 255 / (2 ** depth - 1);
  return pick({ width, height }, stored, (i) => data[i]! * scale);
}

function jpeg(bytes: Uint8Array): Raster {
  const { width, height, data } = decodeJpeg(bytes, { useTArray: true, maxMemoryUsageInMB: 512 });
  return pick({ width, height }, 4, (i) => data[i]!);
}

/** Keeps colours without transparency; one channel where they are equal in every pixel. `stored`: 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha. */
function pick(
  { width, height }: { readonly width: number; readonly height: number },
  stored: number,
  at: (i: number) => number,
): Raster {
  const pixels = width * height;
  const isColour =
    stored > 2 &&
    Array.from({ length: pixels }, (_, i) => i * stored).some(
      (i) => at(i) !== at(i + 1) || at(i) !== at(i + 2),
    );
  const channels = isColour ? 3 : 1;
  const values = new Float32Array(pixels * channels);
  for (let i = 0; i < pixels; i++)
    for (let c = 0; c < channels; c++) values[i * channels + c] = at(i * stored + c);
  return { width, height, channels, values };
}
