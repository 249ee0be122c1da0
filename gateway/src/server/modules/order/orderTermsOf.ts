import type { Hex, OrderTerms } from "@symbolon/protocol";
import type { OrderRow } from "./orderStorage.ts";

/** What the contracts want handed in of an order, put together again from its row. Its hash is on chain. */
export function orderTermsOf(row: OrderRow): OrderTerms {
  return {
    buyer: row.buyer as Hex,
    rhoMicro: BigInt(row.rho_micro),
    rows: BigInt(row.rows),
    purpose: BigInt(row.purpose),
    accessSeconds: BigInt(row.access_seconds),
    deadline: BigInt(row.deadline),
    permitVersion: BigInt(row.permit_version),
    permitId: BigInt(row.permit_id ?? 0),
    specDigest: row.spec_digest as Hex,
    buyerKey: row.buyer_key as Hex,
    totalWei: BigInt(row.total_wei),
    workersWei: BigInt(row.workers_wei),
    evaluatorWei: BigInt(row.evaluator_wei),
    treasuryWei: BigInt(row.treasury_wei),
    renewalWei: BigInt(row.renewal_wei),
    treasury: row.treasury as Hex,
    datasetIds: row.datasets.map(BigInt),
    versions: row.versions.map(BigInt),
    pricesWei: row.prices_wei.map(BigInt),
    providers: row.providers as Hex[],
  };
}
