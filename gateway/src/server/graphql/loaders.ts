import DataLoader from "dataloader";
import type { DocumentKind } from "../../catalogue/documentKinds.ts";
import type { GatewayContext } from "../gatewayContext.ts";
import { datasetStorage } from "../modules/dataset/datasetStorage.ts";
import { orderStorage } from "../modules/order/orderStorage.ts";
import { rowLoader } from "./rowLoader.ts";
import { rowsLoader } from "./rowsLoader.ts";

/** Loaders of one GraphQL request; they batch and remember for that request only. */
export type Loaders = ReturnType<typeof createLoaders>;

/** Fresh loaders, so that no request sees another's (older) rows. */
export function createLoaders({ database, documents }: GatewayContext) {
  const datasets = datasetStorage(database);
  const orders = orderStorage(database);
  // `first` is an argument, so each value of it is a batch of its own.
  const bySize = <Row>(make: (first: number) => DataLoader<string, Row[]>) => {
    const made = new Map<number, DataLoader<string, Row[]>>();
    return (first: number) => {
      const loader = made.get(first) ?? make(first);
      made.set(first, loader);
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
    budgetEntries: bySize((first) =>
      rowsLoader(
        (ids) => datasets.budgetEntries(ids, first),
        (row) => row.budget_id,
      ),
    ),
    ordersOfDataset: bySize((first) =>
      rowsLoader(
        (ids) => orders.ofDatasets(ids, first),
        (row) => row.dataset_id,
      ),
    ),
    order: rowLoader(orders.byIds, (row) => row.id),
    job: rowLoader(orders.jobs, (row) => row.id),
    history: rowsLoader(orders.history, (row) => row.job_id),
    payouts: rowsLoader(orders.payouts, (row) => row.order_id),
    documents: {
      catalogue: document("catalogue"),
      schema: document("schema"),
      spec: document("spec"),
      manifest: document("manifest"),
      certificate: document("certificate"),
    },
  };
}
