/** Smallest little-endian two's complement form of an integer; at least one byte. */
export function bigIntToBytes(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = Number(BigInt.asUintN(8, rest));
    bytes.push(byte);
    rest >>= 8n;
    const isSignBitSet = (byte & 0x80) !== 0;
    if ((rest === 0n && !isSignBitSet) || (rest === -1n && isSignBitSet)) return Uint8Array.from(bytes);
  }
}

/** Integer of little-endian two's complement bytes of any length; no bytes are 0. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}
