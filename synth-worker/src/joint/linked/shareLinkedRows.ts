import type { Hex } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { tokenCount } from "../../mpc/vertical/join/tokenCount.ts";
import { shareRows } from "../../mpc/vertical/rows/shareRows.ts";
import { writeRowPackage } from "../../mpc/vertical/rows/writeRowPackage.ts";
import type { VerticalJob } from "../../mpc/vertical/verticalJob.ts";
import type { EntropySource } from "../../random/entropySource.ts";

/** What a hospital gives the three nodes: a package for each (to be sealed), and the commitments that all three see. */
export type LinkedShares = {
  readonly packages: readonly Uint8Array<ArrayBuffer>[];
  readonly commitments: readonly Hex[];
};

/**
 * A hospital's rows as packages for the nodes. `rows` are places in `table`, which has the hospital's columns of the job; `tokens` are of these patients, then of
 * the made-up identifiers, whose rows are in no table's cell. Throws RangeError for fewer tokens than rows, and what shareRows throws.
 */
export function shareLinkedRows(input: {
  readonly job: VerticalJob;
  readonly holder: number;
  readonly table: EncodedTable;
  readonly rows: ArrayLike<number>;
  readonly tokens: Uint8Array;
  readonly entropy: EntropySource;
}): LinkedShares {
  const { job, holder, table, rows, tokens, entropy } = input;
  const count = tokenCount(tokens);
  if (count < rows.length) throw new RangeError(`${count} tokens for ${rows.length} rows`);
  const own = job.attributes.filter((attribute) => attribute.holder === holder);
  const codes = table.columns.map((cells, column) => {
    const nobody = (own[column]?.levels ?? 0) - 1;
    return Int32Array.from({ length: count }, (_, i) => (i < rows.length ? cells[rows[i]!]! : nobody));
  });
  const packages = shareRows({ job, holder, tokens, codes, entropy });
  return { packages: packages.map(writeRowPackage), commitments: packages[0]!.commitments };
}
