/** Lower-case hex with 0x, as the chain writes bytes. */
export type Hex = `0x${string}`;

/** bytes -> 0x hex. */
export function toHex(bytes: Uint8Array): Hex {
  let out = "0x";
  for (const byte of bytes) out += byte.toString(16).padStart(2, "0");
  return out as Hex;
}

/** 0x hex -> bytes; throws RangeError on odd length or other characters. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(hex)) throw new RangeError(`not 0x hex: ${hex.slice(0, 20)}`);
  const out = new Uint8Array((hex.length - 2) / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(hex.slice(2 + 2 * i, 4 + 2 * i), 16);
  return out;
}
