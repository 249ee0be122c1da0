import { type Hex, type OrderTerms, SymbolonError } from "@symbolon/protocol";
import type { ContractReader } from "../../data/chain/contractReader.ts";

/**
 * Which dataset of an order this account provides and the picked consent book belongs to. In the commercial lane the book's root is anchored for it; under
 * a permit no root is, and an account with several datasets in one order is refused. Throws E4006 for an account that provides none, E1006 for
 * a book of another dataset.
 */
export async function ownDataset(
  read: ContractReader,
  order: {
    readonly orderId: bigint;
    readonly terms: OrderTerms;
    readonly account: Hex;
    readonly root: Hex;
  },
): Promise<bigint> {
  const { orderId, terms, account, root } = order;
  const own = terms.datasetIds.filter((_, i) => terms.providers[i]?.toLowerCase() === account.toLowerCase());
  if (own.length === 0)
    throw new SymbolonError("E4006", { orderId, reason: `${account} provides none of its datasets` });
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "consent book", reason });
  };
  if (terms.permitId !== 0n)
    return own.length === 1
      ? own[0]!
      : refuse("this account has several datasets in the order; use its node");
  for (const datasetId of own)
    if (await read<boolean>("consentRegistry", "isRoot", [datasetId, root])) return datasetId;
  return refuse(`its root is not anchored for dataset ${own.join(", ")}`);
}
