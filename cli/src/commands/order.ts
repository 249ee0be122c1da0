import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  CatalogueDocument,
  checkOrderSpec,
  DatasetSchema,
  DEFAULT_THRESHOLDS,
  HIGH_FIDELITY,
  HIGH_FIDELITY_RHO_MICRO,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  makeHpkeKeyPair,
  NOT_PRIVATE,
  OrderSpec,
  offersHighFidelity,
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
  /** Not with the engine high-fidelity, which keeps to none; default 1 and 1e-6. */
  readonly epsilon?: number | undefined;
  readonly delta?: number | undefined;
  readonly purpose: string;
  readonly out: string;
  readonly engine: string;
  /** As typed: see parseWorkload; default: the schema's pairs. Not with the engine high-fidelity, which measures no tables. */
  readonly workload?: string | undefined;
  /** The file's columns in this order; default: all. */
  readonly columns?: readonly string[] | undefined;
  /** As typed: see parseWhere. */
  readonly where: readonly string[];
};

/**
 * `symbolon order`: writes an order spec (symbolon-order/2) and, beside it, the private X25519 key the result will be encrypted to
 * (mode 600). Nothing is sent or paid. Throws E2006 for an unknown dataset, E2017 for a high-fidelity file that its provider does not offer,
 * E1006, E2014 or E2015 for a spec that cannot be.
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
      rows: options.rows,
      ...(options.engine === HIGH_FIDELITY
        ? highFidelityPart(options, datasets)
        : privatePart(options, schema)),
      ...(options.columns === undefined ? {} : { columns: options.columns }),
      ...(options.where.length === 0 ? {} : { cohort: parseWhere(options.where, schema) }),
      purpose: purposeMask(options.purpose),
      buyerKey: key.publicKey,
    },
    "order",
  );
  checkOrderSpec(spec, schema);
  await mkdir(dirname(options.out), { recursive: true });
  await writeFile(keyFileOf(options.out), `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
  await chmod(keyFileOf(options.out), 0o600);
  await writeFile(options.out, `${JSON.stringify(spec, null, 2)}\n`);
  const cohort = spec.cohort === undefined ? "" : ` where ${options.where.join(" and ")}`;
  const what = `${options.out}: ${spec.rows} rows${cohort} over ${spec.datasetIds.length} datasets, engine ${spec.engine}`;
  out.result(
    { spec: options.out, keyFile: keyFileOf(options.out), rhoMicro: spec.rhoMicro, engine: spec.engine },
    [
      isPrivateOrder(spec)
        ? `${what} on ${spec.workload.length} tables beside the single columns, at epsilon ${spec.epsilon}, delta ${spec.delta} (rho ${spec.rhoMicro} micro of each budget)`
        : what,
      ...(isPrivateOrder(spec) ? [] : [WARNING]),
      `${keyFileOf(options.out)}: the only key that opens the result. Keep it.`,
    ],
  );
}

const WARNING = `WARNING: the file will be ${NOT_PRIVATE}. It is released only if attacks on it fail; no proof says that others would.`;

function privatePart(options: OrderOptions, schema: DatasetSchema) {
  const { engine, epsilon = 1, delta = 1e-6, workload = "pairs" } = options;
  const rhoMicro = rhoMicroFor(epsilon, delta).toString();
  return {
    engine,
    epsilon,
    delta,
    rhoMicro,
    workload: parseWorkload(workload, schema),
    thresholds: DEFAULT_THRESHOLDS,
  };
}

function highFidelityPart(options: OrderOptions, datasets: readonly OrderedDataset[]) {
  for (const name of ["epsilon", "delta", "workload"] as const)
    if (options[name] !== undefined)
      throw new SymbolonError("E1006", {
        document: "order",
        reason: `--${name} has no meaning with the engine ${HIGH_FIDELITY}, whose file is ${NOT_PRIVATE}`,
      });
  for (const { id, catalogue } of datasets) {
    const entry = CatalogueDocument.safeParse(catalogue);
    if (!entry.success || !offersHighFidelity(entry.data))
      throw new SymbolonError("E2017", { datasetId: id });
  }
  return {
    engine: HIGH_FIDELITY,
    rhoMicro: HIGH_FIDELITY_RHO_MICRO.toString(),
    thresholds: HIGH_FIDELITY_THRESHOLDS,
  };
}

type OrderedDataset = { id: string; schemaDigest: string; schema: unknown; catalogue: unknown };

async function readDataset(gateway: GatewayClient, id: string): Promise<OrderedDataset> {
  const { dataset } = await gateway.query<{ dataset: OrderedDataset | null }>(
    "query Dataset($id: ID!) { dataset(id: $id) { id schemaDigest schema catalogue } }",
    { id },
  );
  if (dataset === null) throw new SymbolonError("E2006", { datasetId: id });
  return dataset;
}
