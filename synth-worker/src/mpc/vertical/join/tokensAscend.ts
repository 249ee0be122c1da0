import { compareTokens } from "./compareTokens.ts";
import { TOKEN_BYTES } from "./sortedTokens.ts";
import { tokenCount } from "./tokenCount.ts";

/** Whether the bytes are whole tokens, each larger than the one before: then none repeats. */
export function tokensAscend(tokens: Uint8Array): boolean {
  if (tokens.length % TOKEN_BYTES !== 0) return false;
  for (let row = 1; row < tokenCount(tokens); row++) {
    if (compareTokens(tokens, row - 1, tokens, row) >= 0) return false;
  }
  return true;
}
