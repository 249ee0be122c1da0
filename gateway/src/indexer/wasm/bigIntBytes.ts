/** Up to here the bytes are taken off with 32-bit arithmetic. */
const SMALL = 0x7fff_ffffn;
const SMALL_BYTES = 4;

/** Smallest little-endian two's complement form of an integer; at least one byte. */
export function bigIntToBytes(value: bigint): Uint8Array {
  return value >= -SMALL && value <= SMALL ? smallToBytes(Number(value)) : largeToBytes(value);
}

function smallToBytes(value: number): Uint8Array {
  const bytes = [value & 0xff];
  let rest = value >> 8;
  while (rest !== (bytes.at(-1)! & 0x80 ? -1 : 0)) {
    bytes.push(rest & 0xff);
    rest >>= 8;
  }
  return Uint8Array.from(bytes);
}

/** By way of hex, which is read and written natively. */
function largeToBytes(value: bigint): Uint8Array {
  const digits = (value < 0n ? ~value : value).toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex").reverse();
  const signByte = (bytes.at(-1)! & 0x80) === 0 ? 0 : 1;
  const result = new Uint8Array(bytes.length + signByte);
  result.set(bytes);
  return value < 0n ? result.map((byte) => ~byte) : result;
}

function smallToNumber(bytes: Uint8Array): number {
  let value = 0;
  for (let i = 0; i < bytes.length; i++) value |= bytes[i]! << (8 * i);
  const unused = 32 - 8 * bytes.length;
  return bytes.length === 0 ? 0 : (value << unused) >> unused;
}

/** Integer of little-endian two's complement bytes of any length; no bytes are 0. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  if (bytes.length <= SMALL_BYTES) return BigInt(smallToNumber(bytes));
  const digits = Buffer.from(bytes).reverse().toString("hex");
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${digits}`));
}
