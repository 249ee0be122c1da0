import { formatWei, PURPOSES } from "@symbolon/protocol";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import type { Output } from "../shared/output.ts";

type ListedDataset = {
  id: string;
  title: string;
  records: number | null;
  priceWei: string;
  purposesMask: number;
  schemaDigest: string;
  status: string;
  budget: { availableMicro: string; capMicro: string };
};

const LIST = `query List($filter: DatasetFilter) {
  datasets(filter: $filter, first: 100) {
    totalCount
    nodes { id title records priceWei purposesMask schemaDigest status budget { availableMicro capMicro } }
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
    `     ${dataset.records ?? "?"} records, ${formatWei(BigInt(dataset.priceWei))} SYM an order, rho ${dataset.budget.availableMicro} of ${dataset.budget.capMicro} micro left, ${dataset.status.toLowerCase()}`,
    `     purposes: ${purposeNames(dataset.purposesMask)}`,
  ]);
  out.result({ datasets: datasets.nodes, totalCount: datasets.totalCount }, [
    ...lines,
    `${datasets.totalCount} datasets`,
  ]);
}

function purposeNames(mask: number): string {
  return PURPOSES.filter((purpose) => (mask & (1 << purpose.bit)) !== 0)
    .map((purpose) => `${purpose.label} (Art. 53(1)(${purpose.point}))`)
    .join(", ");
}
