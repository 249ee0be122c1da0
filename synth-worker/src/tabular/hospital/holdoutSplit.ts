import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** Share of records that never enter a count and judge the result instead. */
const HOLDOUT_SHARE = 0.2;

/**
 * holdout[row] = 1 for about a fifth of the records: HMAC-SHA256(hospital's secret, record number) below the threshold. The same on every
 * run and in a browser, so a record never moves between halves, and unknown to anyone without the secret (`secret`: 32 bytes).
 */
export function holdoutSplit(rows: number, secret: Uint8Array): Uint8Array {
  const threshold = Math.floor(HOLDOUT_SHARE * 0x1_0000_0000);
  const keyed = hmac.create(sha256, secret);
  const encoder = new TextEncoder();
  return Uint8Array.from({ length: rows }, (_, row) => {
    const mac = keyed
      .clone()
      .update(encoder.encode(`symbolon/holdout/1/${row}`))
      .digest();
    return new DataView(mac.buffer, mac.byteOffset).getUint32(0) < threshold ? 1 : 0;
  });
}
