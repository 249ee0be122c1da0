import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { EntropySource } from "../../../random/entropySource.ts";
import { sortedTokens } from "../join/sortedTokens.ts";
import { expandRing } from "../ring/expandRing.ts";
import { ringBytes } from "../ring/ringBytes.ts";
import { MAX_ROWS, type VerticalJob, verticalDigest } from "../verticalJob.ts";
import { holderColumns } from "./holderColumns.ts";
import { type RowComponent, rowCommitment } from "./rowCommitment.ts";

/** What one hospital gives one node (sealed). */
export type RowPackage = {
  readonly holder: number;
  /** TOKEN_BYTES per row, strictly ascending: the order of the rows. The same at all nodes. */
  readonly tokens: Uint8Array;
  /** Salted hashes of the three components. The same at all nodes. */
  readonly commitments: readonly Hex[];
  /** Components i and i + 1 (modulo 3) for node i. */
  readonly components: readonly [RowComponent, RowComponent];
};

/**
 * A hospital's packages for the three nodes: its rows in the order of their tokens, each attribute as one-hot columns, shared modulo
 * 2^64. Any one node sees uniform words (two of three additive components), the tokens, and the number of rows. `codes[a][r]` is the
 * level of row r in the hospital's a-th attribute, `tokens` TOKEN_BYTES per row in the same order. Throws E1006 for codes outside the
 * levels, columns of different length, a token that repeats (one patient twice: make one row of them first), or more than 2^22 rows.
 */
export function shareRows(input: {
  job: VerticalJob;
  holder: number;
  tokens: Uint8Array;
  codes: readonly ArrayLike<number>[];
  entropy: EntropySource;
}): RowPackage[] {
  const { job, holder, codes, entropy } = input;
  const digest = verticalDigest(job);
  const { order, tokens } = sortedTokens(input.tokens);
  const rows = order.length;
  const attributes = job.attributes.filter((attribute) => attribute.holder === holder);
  const refuse = (reason: string) => new SymbolonError("E1006", { document: "rows", reason });
  if (rows > MAX_ROWS) throw refuse(`${rows} rows are more than ${MAX_ROWS}`);
  if (codes.length !== attributes.length) throw refuse(`${codes.length} columns, not ${attributes.length}`);

  const seeds = [entropy.bytes(32), entropy.bytes(32)];
  const length = rows * holderColumns(job, holder);
  const last = expandRing(seeds[0]!, "component", length);
  const other = expandRing(seeds[1]!, "component", length);
  for (let i = 0; i < length; i++) last[i] = BigInt.asUintN(64, 0n - last[i]! - other[i]!);
  let base = 0;
  attributes.forEach(({ name, levels }, a) => {
    const column = codes[a]!;
    if (column.length !== rows) throw refuse(`attribute ${name} has ${column.length} rows, not ${rows}`);
    for (let r = 0; r < rows; r++) {
      const level = column[order[r]!]!;
      if (!Number.isInteger(level) || level < 0 || level >= levels)
        throw refuse(`a level of ${name} is ${level}`);
      last[base + level * rows + r] = last[base + level * rows + r]! + 1n;
    }
    base += levels * rows;
  });

  const components = [...seeds, ringBytes(last)].map((bytes) => ({ salt: entropy.bytes(32), bytes }));
  const commitments = components.map((component, index) => rowCommitment(digest, holder, index, component));
  return [0, 1, 2].map((node) => ({
    holder,
    tokens,
    commitments,
    components: [components[node]!, components[(node + 1) % 3]!],
  }));
}
