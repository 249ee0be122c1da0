import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  checkOrderSpec,
  DatasetSchema,
  DEFAULT_THRESHOLDS,
  makeHpkeKeyPair,
  OrderSpec,
  parseDocument,
  purposeMask,
  SymbolonError,
} from "@symbolon/protocol";
import { rhoMicroFor } from "@symbolon/synth-worker/accounting";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { keyFileOf } from "../shared/keyFile.ts";
import type { Output } from "../shared/output.ts";
import { parseWhere } from "../shared/parseWhere.ts";
import { parseWorkload } from "../shared/parseWorkload.ts";

export type OrderOptions = {
  readonly datasetIds: readonly string[];
  readonly rows: number;
  readonly epsilon: number;
  readonly delta: number;
  readonly purpose: string;
  readonly out: string;
  readonly engine: string;
  /** As typed: see parseWorkload; default: the schema's pairs. */
  readonly workload?: string | undefined;
  /** The file's columns in this order; default: all. */
  readonly columns?: readonly string[] | undefined;
  /** As typed: see parseWhere. */
  readonly where: readonly string[];
};

/**
 * `symbolon order`: writes an order spec (symbolon-order/2) and, beside it, the private X25519 key the result will be encrypted to
 * (mode 600). Nothing is sent or paid. Throws E2006 for an unknown dataset, E1006, E2014 or E2015 for a spec
 * that cannot be.
 */
export async function order(gateway: GatewayClient, options: OrderOptions, out: Output): Promise<void> {
  const { deployment } = await gateway.query<{ deployment: { chainId: number } }>(
    "{ deployment { chainId } }",
  );
  const datasets = await Promise.all(options.datasetIds.map((id) => readDataset(gateway, id)));
  const first = datasets[0];
  if (first === undefined)
    throw new SymbolonError("E1006", { document: "order", reason: "no dataset given" });
  const other = datasets.find((dataset) => dataset.schemaDigest !== first.schemaDigest);
  if (other !== undefined) {
    throw new SymbolonError("E1006", {
      document: "order",
      reason: `datasets ${first.id} and ${other.id} have different schemas`,
    });
  }
  const schema = parseDocument(DatasetSchema, first.schema, `schema of dataset ${first.id}`);
  const key = await makeHpkeKeyPair();
  const spec = parseDocument(
    OrderSpec,
    {
      format: "symbolon-order/2",
      chainId: deployment.chainId,
      datasetIds: datasets.map((dataset) => dataset.id).sort((a, b) => Number(BigInt(a) - BigInt(b))),
      schemaDigest: first.schemaDigest,
      engine: options.engine,
      rows: options.rows,
      epsilon: options.epsilon,
      delta: options.delta,
      rhoMicro: rhoMicroFor(options.epsilon, options.delta).toString(),
      workload: parseWorkload(options.workload ?? "pairs", schema),
      ...(options.columns === undefined ? {} : { columns: options.columns }),
      ...(options.where.length === 0 ? {} : { cohort: parseWhere(options.where, schema) }),
      purpose: purposeMask(options.purpose),
      buyerKey: key.publicKey,
      thresholds: DEFAULT_THRESHOLDS,
    },
    "order",
  );
  checkOrderSpec(spec, schema);
  await mkdir(dirname(options.out), { recursive: true });
  await writeFile(keyFileOf(options.out), `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
  await chmod(keyFileOf(options.out), 0o600);
  await writeFile(options.out, `${JSON.stringify(spec, null, 2)}\n`);
  out.result(
    { spec: options.out, keyFile: keyFileOf(options.out), rhoMicro: spec.rhoMicro, engine: spec.engine },
    [
      `${options.out}: ${spec.rows} rows${spec.cohort === undefined ? "" : ` where ${options.where.join(" and ")}`} over ${spec.datasetIds.length} datasets, engine ${spec.engine} on ${spec.workload.length} tables beside the single columns, at epsilon ${spec.epsilon}, delta ${spec.delta} (rho ${spec.rhoMicro} micro of each budget)`,
      `${keyFileOf(options.out)}: the only key that opens the result. Keep it.`,
    ],
  );
}

type OrderedDataset = { id: string; schemaDigest: string; schema: unknown };

async function readDataset(gateway: GatewayClient, id: string): Promise<OrderedDataset> {
  const { dataset } = await gateway.query<{ dataset: OrderedDataset | null }>(
    "query Dataset($id: ID!) { dataset(id: $id) { id schemaDigest schema } }",
    { id },
  );
  if (dataset === null) throw new SymbolonError("E2006", { datasetId: id });
  return dataset;
}
