import { bytes32, type Hex, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const Stored = z.strictObject({
  salt: bytes32.nullable(),
  commits: z.tuple([bytes32.nullable(), bytes32.nullable(), bytes32.nullable()]),
});

/**
 * `result.json` of a claim: this node's salt, drawn once and SECRET until the chain says COMMITTED, and the commitments to their results
 * that it knows, in the order of nodes (a node knows its own; the lead gets the others').
 */
export type ResultCommits = {
  readonly salt: Hex | null;
  readonly commits: readonly (Hex | null)[];
};

/** What was stored, or nothing known for null. Throws E4010 when it is damaged. */
export function restoreResultCommits(stored: unknown, orderId: bigint): ResultCommits {
  if (stored === null) return { salt: null, commits: [null, null, null] };
  const parsed = Stored.safeParse(stored);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues[0]?.message ?? "not readable";
  throw new SymbolonError("E4010", { orderId, reason: `result.json: ${reason}` }, { cause: parsed.error });
}

/** The commitments with `commit` at `index`. The first one of a node stands: throws E4007 naming it for another. */
export function withCommit(
  current: ResultCommits,
  entry: { readonly orderId: bigint; readonly node: Hex; readonly index: number; readonly commit: Hex },
): ResultCommits {
  const { orderId, node, index, commit } = entry;
  const known = current.commits[index] ?? null;
  if (known === commit) return current;
  if (known !== null) throw new SymbolonError("E4007", { node, field: "resultCommit", orderId });
  return { ...current, commits: current.commits.map((each, i) => (i === index ? commit : each)) };
}
