/**
 * Decodes one frame of the RLE Lossless transfer syntax (PS3.5 annex G): a header of 16 words (number of segments, their offsets), then
 * PackBits segments, each one byte plane of one sample, the most significant byte first. Gives the planes. Throws RangeError for a frame that
 * is cut or says nonsense.
 */
export function rleSegments(frame: Uint8Array, planeBytes: number): readonly Uint8Array[] {
  const header = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 64) throw new RangeError("an RLE frame has a header of 64 bytes");
  const count = header.getUint32(0, true);
  if (count < 1 || count > 15) throw new RangeError(`an RLE frame of ${count} segments`);
  const offsets = Array.from({ length: count }, (_, i) => header.getUint32(4 + 4 * i, true));
  return offsets.map((offset, i) =>
    unpack(frame.subarray(offset, offsets[i + 1] ?? frame.length), planeBytes),
  );
}

/** PackBits: n in 0..127 copies n + 1 bytes, n in 129..255 repeats the next byte 257 - n times, 128 does nothing. */
function unpack(packed: Uint8Array, bytes: number): Uint8Array {
  const plane = new Uint8Array(bytes);
  let to = 0;
  for (let from = 0; to < bytes; ) {
    const n = packed[from++];
    if (n === undefined) throw new RangeError("an RLE segment is cut short");
    if (n === 128) continue;
    const length = n < 128 ? n + 1 : 257 - n;
    if (to + length > bytes) throw new RangeError("an RLE segment is longer than its plane");
    if (n < 128) {
      if (from + length > packed.length) throw new RangeError("an RLE segment is cut short");
      plane.set(packed.subarray(from, from + length), to);
      from += length;
    } else {
      const repeated = packed[from++];
      if (repeated === undefined) throw new RangeError("an RLE segment is cut short");
      plane.fill(repeated, to, to + length);
    }
    to += length;
  }
  return plane;
}
