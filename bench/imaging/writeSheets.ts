import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { contactSheet, type ImageSet, pickImages } from "@symbolon/synth-worker/imaging";

/** Writes a sheet of the first `3 x columns` synthetic images as FOLDER/NAME.png. */
export function writeSheets(
  folder: string,
  name: string,
  images: ImageSet,
  columns: number,
  zoom: number,
): void {
  const first = pickImages(
    images,
    Array.from({ length: Math.min(images.count, 3 * columns) }, (_, i) => i),
  );
  const { width, height, channels, pixels } = contactSheet(first, columns, zoom);
  // PNG, third edition, section 11: every row starts with its filter, 0 for none.
  const row = width * channels;
  const raw = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y++) raw.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 1 ? 0 : 2, 0, 0, 0], 8);
  const file = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${name}.png`),
    Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...file]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8);
  return out;
}
