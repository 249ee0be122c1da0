import { CatalogueDocument, formatWei, NOT_PRIVATE, offersHighFidelity, PURPOSES } from "@symbolon/protocol";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import type { Output } from "../shared/output.ts";

type ListedDataset = {
  id: string;
  title: string;
  records: number | null;
  lane: string;
  priceWei: string;
  rowPriceWei: string;
  renewalBps: number;
  purposesMask: number;
  schemaDigest: string;
  status: string;
  catalogue: unknown;
  budget: { availableMicro: string; capMicro: string; perBuyerMicro: string };
};

const LIST = `query List($filter: DatasetFilter) {
  datasets(filter: $filter, first: 100) {
    totalCount
    nodes {
      id title records lane priceWei rowPriceWei renewalBps purposesMask schemaDigest status catalogue
      budget { availableMicro capMicro perBuyerMicro }
    }
  }
}`;

/** `symbolon list`: datasets of the gateway's catalogue, with price and what is left of the privacy budget. */
export async function list(
  gateway: GatewayClient,
  options: { text?: string | undefined },
  out: Output,
): Promise<void> {
  const filter = options.text === undefined ? null : { text: options.text };
  const { datasets } = await gateway.query<{ datasets: { totalCount: number; nodes: ListedDataset[] } }>(
    LIST,
    { filter },
  );
  const lines = datasets.nodes.flatMap((dataset) => [
    `${dataset.id.padStart(3)}  ${dataset.title}`,
    `     ${dataset.records ?? "?"} records, ${priceOf(dataset)}, rho ${dataset.budget.availableMicro} of ${dataset.budget.capMicro} micro left, ${dataset.status.toLowerCase()}`,
    `     ${termsOf(dataset)}`,
    `     files: ${classesOf(dataset).join(", or ")}`,
    `     purposes: ${purposeNames(dataset.purposesMask)}`,
  ]);
  const nodes = datasets.nodes.map(({ catalogue: _, ...dataset }, i) => ({
    ...dataset,
    offersHighFidelity: isOffered(datasets.nodes[i]!),
  }));
  out.result({ datasets: nodes, totalCount: datasets.totalCount }, [
    ...lines,
    `${datasets.totalCount} datasets`,
  ]);
}

function isOffered({ catalogue }: ListedDataset): boolean {
  const entry = CatalogueDocument.safeParse(catalogue);
  return entry.success && offersHighFidelity(entry.data);
}

function classesOf(dataset: ListedDataset): string[] {
  return ["private", ...(isOffered(dataset) ? [`high fidelity (${NOT_PRIVATE})`] : [])];
}

function priceOf(dataset: ListedDataset): string {
  const order = `${formatWei(BigInt(dataset.priceWei))} SYM an order`;
  const row = BigInt(dataset.rowPriceWei);
  return row === 0n ? order : `${order} and ${formatWei(row)} SYM a row`;
}

function termsOf({ lane, renewalBps, budget }: ListedDataset): string {
  const basis = lane === "EHDS" ? "needs a data permit (--permit-id)" : "used by consent";
  const bound =
    budget.perBuyerMicro === budget.capMicro ? "" : `, at most ${budget.perBuyerMicro} micro-rho a buyer`;
  return `${basis}, renewal ${renewalBps / 100} % of the price${bound}`;
}

function purposeNames(mask: number): string {
  return PURPOSES.filter((purpose) => (mask & (1 << purpose.bit)) !== 0)
    .map((purpose) => `${purpose.label} (Art. 53(1)(${purpose.point}))`)
    .join(", ");
}
