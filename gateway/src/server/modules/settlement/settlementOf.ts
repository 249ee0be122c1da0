import type { Hex, Settlement } from "@symbolon/protocol";
import type { SettlementRow } from "./settlementStorage.ts";

/** What the contracts want handed in of a settled order or renewal, put together again from its row. Its hash is on chain. */
export function settlementOf(row: SettlementRow): Settlement {
  return {
    termsHash: row.terms_hash as Hex,
    buyer: row.buyer as Hex,
    settledAt: BigInt(row.settled_at),
    payees: row.payees as Hex[],
    amountsWei: row.amounts_wei.map(BigInt),
  };
}
