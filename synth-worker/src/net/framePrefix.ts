/** The four bytes before a frame: the length of its body, little-endian uint32. */
export function framePrefix(length: number): Uint8Array {
  const prefix = new Uint8Array(4);
  new DataView(prefix.buffer).setUint32(0, length, true);
  return prefix;
}
