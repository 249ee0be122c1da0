/** Bytes of 0x hex text. @throws TypeError when it is not whole bytes of hex */
export function hexToBytes(hex: string): Uint8Array {
  const bytes = Buffer.from(hex.slice(2), "hex");
  if (!hex.startsWith("0x") || bytes.length * 2 !== hex.length - 2)
    throw new TypeError(`${hex.slice(0, 80)} is not 0x hex of whole bytes`);
  return bytes;
}

/** Lower-case 0x hex of bytes. */
export function bytesToHex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`;
}
