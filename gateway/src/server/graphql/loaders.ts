import DataLoader from "dataloader";
import type { DocumentKind } from "../../catalogue/documentKinds.ts";
import type { GatewayContext } from "../gatewayContext.ts";
import { datasetStorage } from "../modules/dataset/datasetStorage.ts";
import { disputeStorage } from "../modules/dispute/disputeStorage.ts";
import { incentiveStorage } from "../modules/incentive/incentiveStorage.ts";
import { offerStorage } from "../modules/offer/offerStorage.ts";
import { orderStorage } from "../modules/order/orderStorage.ts";
import { permitStorage } from "../modules/permit/permitStorage.ts";
import { settlementStorage } from "../modules/settlement/settlementStorage.ts";
import { workerStorage } from "../modules/worker/workerStorage.ts";
import { rowLoader } from "./rowLoader.ts";
import { rowsLoader } from "./rowsLoader.ts";

/** Loaders of one GraphQL request; they batch and remember for that request only. */
export type Loaders = ReturnType<typeof createLoaders>;

/** Fresh loaders, so that no request sees another's (older) rows. */
export function createLoaders({ database, documents }: GatewayContext) {
  const datasets = datasetStorage(database);
  const orders = orderStorage(database);
  const settlements = settlementStorage(database);
  const disputes = disputeStorage(database);
  const permits = permitStorage(database);
  // An argument of a field (a page's size, an account) is no key: each value of it is a batch of its own.
  const byArgument = <Argument, Value>(make: (argument: Argument) => DataLoader<string, Value>) => {
    const made = new Map<Argument, DataLoader<string, Value>>();
    return (argument: Argument) => {
      const loader = made.get(argument) ?? make(argument);
      made.set(argument, loader);
      return loader;
    };
  };
  const document = (kind: DocumentKind) =>
    new DataLoader<string, unknown>(async (digests) => {
      const found = await documents.load(kind, digests);
      return digests.map((digest) => found.get(digest) ?? null);
    });
  return {
    dataset: rowLoader(datasets.byIds, (row) => row.id),
    budget: rowLoader(datasets.budgets, (row) => row.id),
    consent: rowLoader(datasets.consents, (row) => row.id),
    usedMicro: byArgument((buyer: string) =>
      rowLoader(
        (ids) => datasets.usedMicro(ids, buyer),
        (row) => row.budget_id,
      ),
    ),
    versions: rowsLoader(datasets.versions, (row) => row.dataset_id),
    budgetEntries: byArgument((first: number) =>
      rowsLoader(
        (ids) => datasets.budgetEntries(ids, first),
        (row) => row.budget_id,
      ),
    ),
    ordersOfDataset: byArgument((first: number) =>
      rowsLoader(
        (ids) => orders.ofDatasets(ids, first),
        (row) => row.dataset_id,
      ),
    ),
    order: rowLoader(orders.byIds, (row) => row.id),
    job: rowLoader(orders.jobs, (row) => row.id),
    history: rowsLoader(orders.history, (row) => row.job_id),
    equivocations: rowsLoader(orders.equivocations, (row) => row.order_id),
    settlement: rowLoader(settlements.byIds, (row) => row.id),
    payouts: rowsLoader(settlements.payouts, (row) => row.settlement_id),
    renewal: rowLoader(settlements.renewals, (row) => row.id),
    renewalsOfOrder: rowsLoader(settlements.renewalsOf, (row) => row.order_id),
    dispute: rowLoader(disputes.byIds, (row) => row.id),
    disputeVotes: rowsLoader(disputes.votes, (row) => row.dispute_id),
    offerMatches: rowsLoader(offerStorage(database).matchesOf, (row) => row.order_id),
    permit: rowLoader(permits.byIds, (row) => row.id),
    permitVersions: rowsLoader(permits.versions, (row) => row.permit_id),
    permitHistory: rowsLoader(permits.history, (row) => row.permit_id),
    permitsOfDataset: byArgument((first: number) =>
      rowsLoader(
        (ids) => permits.ofDatasets(ids, first),
        (row) => row.dataset_id,
      ),
    ),
    ordersOfPermit: byArgument((first: number) =>
      rowsLoader(
        (ids) => orders.ofPermits(ids, first),
        (row) => row.permit_id ?? "",
      ),
    ),
    incentiveClaims: byArgument((first: number) =>
      rowsLoader(
        (ids) => incentiveStorage(database).claimsOf(ids, first),
        (row) => row.epoch_id,
      ),
    ),
    workerSlashes: byArgument((first: number) =>
      rowsLoader(
        (ids) => workerStorage(database).slashes(ids, first),
        (row) => row.worker_id,
      ),
    ),
    documents: {
      catalogue: document("catalogue"),
      schema: document("schema"),
      spec: document("spec"),
      manifest: document("manifest"),
      certificate: document("certificate"),
    },
  };
}
