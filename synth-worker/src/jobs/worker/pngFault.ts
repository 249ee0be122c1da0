const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The header, a text (which says what the picture is), the pixels, the end. */
const CHUNKS = new Set(["IHDR", "tEXt", "IDAT", "IEND"]);
/** Length, name and checksum of a chunk (PNG, third edition, 5.3). */
const FRAME_BYTES = 12;

/**
 * What is wrong with a PNG file of an order, in words; null: it is a square of `size` pixels, 8 bits deep, grey or coloured as `channels` says, not
 * interlaced (PNG, 11.2.1), of known chunks to its last byte. Its pixels are not unpacked.
 */
export function pngFault(
  bytes: Uint8Array,
  { size, channels }: { readonly size: number; readonly channels: 1 | 3 },
): string | null {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) return "is no PNG file";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  let at = SIGNATURE.length;
  while (at + FRAME_BYTES <= bytes.length && names.at(-1) !== "IEND") {
    names.push(String.fromCharCode(...bytes.subarray(at + 4, at + 8)));
    at += FRAME_BYTES + view.getUint32(at);
    if (!CHUNKS.has(names.at(-1)!)) return "has a chunk that pictures of orders do not have";
  }
  if (at !== bytes.length || names.at(-1) !== "IEND" || names[0] !== "IHDR" || view.getUint32(8) !== 13)
    return "is no whole PNG file";
  if (view.getUint32(16) !== size || view.getUint32(20) !== size) return `is not ${size} x ${size}`;
  const [depth, colours, , , interlaced] = bytes.subarray(24, 29);
  return depth === 8 && colours === (channels === 1 ? 0 : 2) && interlaced === 0
    ? null
    : "has not the colours of the dataset";
}
