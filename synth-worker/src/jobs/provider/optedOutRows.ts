import { SymbolonError } from "@symbolon/protocol";
import { optOutRoot } from "../../tabular/hospital/optOutBook.ts";
import type { Chain } from "../shared/chain.ts";
import { readLogs } from "../shared/readLogs.ts";
import { optOutBookFile } from "./optOutBook.ts";

/**
 * optedOut[row] = 1 for records on the opt-out list with the index that a claim pinned (0: no list binds the permit). The list is found in
 * the hospital's own book by the root it anchored under that index. Throws E4010 when the book does not have it: then nobody can tell who
 * must be left out, so nothing may be counted. Throws E6001.
 */
export async function optedOutRows(options: {
  readonly chain: Chain;
  readonly stateFolder: string;
  readonly datasetId: bigint;
  readonly rows: number;
  readonly pinned: bigint;
}): Promise<Uint8Array> {
  const { chain, datasetId, pinned } = options;
  const flags = new Uint8Array(options.rows);
  if (pinned === 0n) return flags;
  const to = await chain.ask((provider) => provider.getBlockNumber());
  const range = { from: chain.deployment.startBlock, to };
  const logs = await readLogs(chain, "consentRegistry", "OptOutRootAnchored", range, [datasetId]);
  const root = logs.find((log) => log.args.index === pinned)?.args.root as string | undefined;
  const book = await optOutBookFile(options.stateFolder).read();
  const list = book?.lists.find((candidate) => candidate.root === root);
  if (list === undefined || optOutRoot(list.entries) !== root) {
    const reason = `opt-outs.json does not have list ${pinned} of dataset ${datasetId}`;
    throw new SymbolonError("E4010", { orderId: "opt-outs.json", reason });
  }
  for (const { row } of list.entries) flags[row] = 1;
  return flags;
}
