import { TOKEN_BYTES } from "./sortedTokens.ts";

/** Negative, 0 or positive as row x of `a` stands before, at or after row y of `b`, byte by byte. */
export function compareTokens(a: Uint8Array, x: number, b: Uint8Array, y: number): number {
  for (let i = 0; i < TOKEN_BYTES; i++) {
    const difference = a[x * TOKEN_BYTES + i]! - b[y * TOKEN_BYTES + i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
