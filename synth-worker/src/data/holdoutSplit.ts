import { createHmac } from "node:crypto";

/** Share of records that never enter a count and judge the result instead. */
export const HOLDOUT_SHARE = 0.2;

/**
 * holdout[row] = 1 for about a fifth of the records: HMAC-SHA256(node secret, record number) below the threshold. The same on every
 * run, so a record never moves between halves, and unknown to anyone without the secret (`secret`: 32 bytes).
 */
export function holdoutSplit(rows: number, secret: Uint8Array): Uint8Array {
  const threshold = Math.floor(HOLDOUT_SHARE * 0x1_0000_0000);
  return Uint8Array.from({ length: rows }, (_, row) => {
    const mac = createHmac("sha256", secret).update(`symbolon/holdout/1/${row}`).digest();
    return mac.readUInt32BE(0) < threshold ? 1 : 0;
  });
}
