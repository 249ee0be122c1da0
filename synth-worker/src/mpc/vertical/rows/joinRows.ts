import { matchRows } from "../join/matchRows.ts";
import { tokenCount } from "../join/tokenCount.ts";
import type { SharedColumns } from "../products/columnBlock.ts";
import type { HeldRows } from "./acceptRows.ts";

/**
 * One shared matrix of the patients whom all hospitals have: all one-hot columns, holder by holder, rows in the order of the tokens. The
 * rows of other patients are left out where they lie, at the nodes: no hospital is told which of its rows those are, nor how many.
 */
export function joinRows(held: readonly HeldRows[]): SharedColumns {
  const matches = matchRows(held.map(({ tokens }) => tokens));
  const rows = matches[0]!.length;
  const join = (side: "own" | "next") => {
    const total = held.reduce((sum, h) => sum + columnsOf(h), 0);
    const words = new BigUint64Array(rows * total);
    // Halves of words are copied as 32-bit numbers: twice the loads, but no BigInt is made.
    const out = new Uint32Array(words.buffer);
    let at = 0;
    held.forEach((holder, h) => {
      const source = holder.shared[side];
      const halves = new Uint32Array(source.buffer, source.byteOffset, 2 * source.length);
      for (let column = 0; column < columnsOf(holder); column++) {
        const base = 2 * column * tokenCount(holder.tokens);
        for (const row of matches[h]!) {
          out[at++] = halves[base + 2 * row]!;
          out[at++] = halves[base + 2 * row + 1]!;
        }
      }
    });
    return words;
  };
  return { rows, shared: { own: join("own"), next: join("next") } };
}

function columnsOf({ shared, tokens }: HeldRows): number {
  return tokens.length === 0 ? 0 : shared.own.length / tokenCount(tokens);
}
