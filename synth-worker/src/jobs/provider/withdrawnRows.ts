import type { ConsentBook } from "../../tabular/hospital/consentBook.ts";
import type { Chain } from "../shared/chain.ts";
import { readLogs } from "../shared/readLogs.ts";

/**
 * withdrawn[row] = 1 for records whose nullifier is on chain, alone or in a batch. All withdrawals of the dataset are read and matched
 * here, because asking the chain about single nullifiers would show them to the RPC. Throws E6001.
 */
export async function withdrawnRows(chain: Chain, datasetId: bigint, book: ConsentBook): Promise<Uint8Array> {
  const to = await chain.ask((provider) => provider.getBlockNumber());
  const range = { from: chain.deployment.startBlock, to };
  const alone = await readLogs(chain, "consentRegistry", "ConsentWithdrawn", range, [datasetId]);
  const batches = await readLogs(chain, "consentRegistry", "ConsentsWithdrawn", range, [datasetId]);
  const nullifiers = new Set([
    ...alone.map((log) => log.args.nullifier as string),
    ...batches.flatMap((log) => [...(log.args.nullifiers as Iterable<string>)]),
  ]);
  const flags = new Uint8Array(book.consents.length);
  for (const consent of book.consents) if (nullifiers.has(consent.nullifier)) flags[consent.row] = 1;
  return flags;
}
