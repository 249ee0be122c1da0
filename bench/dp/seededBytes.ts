import { createCipheriv, createHash } from "node:crypto";

/**
 * Endless bytes that a seed and a purpose repeat (AES-256 in counter mode), so that a measured run can be repeated.
 * Noise drawn from it protects nobody: for measuring only.
 */
export function seededBytes(seed: number, purpose: string): { bytes(length: number): Uint8Array } {
  const key = createHash("sha256").update(`symbolon bench ${purpose} ${seed}`).digest();
  const cipher = createCipheriv("aes-256-ctr", key, new Uint8Array(16));
  return { bytes: (length) => new Uint8Array(cipher.update(new Uint8Array(length))) };
}
