import { TOKEN_BYTES } from "./sortedTokens.ts";

/** How many tokens there are: the rows of a hospital. */
export function tokenCount(tokens: Uint8Array): number {
  return tokens.length / TOKEN_BYTES;
}
