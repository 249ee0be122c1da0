import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  CatalogueDocument,
  checkOrderSpec,
  DatasetSchema,
  DEFAULT_THRESHOLDS,
  type Engine,
  HIGH_FIDELITY,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  isStatisticsOrder,
  LINKED,
  MARK_RHO_MICRO,
  makeHpkeKeyPair,
  NOT_PRIVATE,
  OrderSpec,
  offersHighFidelity,
  type Product,
  parseDocument,
  patientNumbers,
  purposeMask,
  STATISTICS,
  SymbolonError,
  summariseCatalogueEntry,
} from "@symbolon/protocol";
import { orderBudget } from "@symbolon/synth-worker/accounting";
import { checkJointOrder } from "@symbolon/synth-worker/joint";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { keyFileOf } from "../shared/keyFile.ts";
import { linkedParts } from "../shared/linkedParts.ts";
import { orderRefused } from "../shared/orderRefused.ts";
import type { Output } from "../shared/output.ts";
import { parseWhere } from "../shared/parseWhere.ts";
import { parseWorkload } from "../shared/parseWorkload.ts";
import { statisticsPart } from "../shared/statisticsPart.ts";

export type OrderOptions = {
  readonly datasetIds: readonly string[];
  readonly rows: number;
  /** Not with the engine high-fidelity, which keeps to none; default 1 and 1e-6. */
  readonly epsilon?: number | undefined;
  readonly delta?: number | undefined;
  readonly purpose: string;
  readonly out: string;
  readonly engine: string;
  /**
   * As typed: see parseWorkload; default: the schema's pairs for the engine fixed, none for those that choose. Not with the engine
   * high-fidelity, which measures no tables; nor are the next three.
   */
  readonly workload?: string | undefined;
  /** About how many patients all datasets have, and the most that one has; default: by their catalogue entries. */
  readonly patients?: number | undefined;
  readonly mostPatients?: number | undefined;
  /** How many datasets must be in; default: all. */
  readonly leastDatasets?: number | undefined;
  /** The file's columns in this order; default: all. */
  readonly columns?: readonly string[] | undefined;
  /** With the engine high-fidelity: whole patients with their tables, or images; `rows` counts these then. */
  readonly product?: string | undefined;
  /** Of images: which classes; default: all. */
  readonly classes?: readonly string[] | undefined;
  /** With the engine statistics: the file with the question, see statisticsPart. */
  readonly requestFile?: string | undefined;
  /** As typed: see parseWhere. */
  readonly where: readonly string[];
};

/**
 * `symbolon order`: writes an order spec (symbolon-order/3) and, beside it, the private X25519 key the result will be encrypted to
 * (mode 600). Nothing is sent or paid. Throws E2006 for an unknown dataset, E2017 for a high-fidelity file that its provider does not offer, E2021 for patients that may not be linked,
 * E1006, E2014 or E2015 for a spec that cannot be, also when the nodes could make no plan of it.
 */
export async function order(gateway: GatewayClient, options: OrderOptions, out: Output): Promise<void> {
  const { deployment } = await gateway.query<{ deployment: { chainId: number } }>(
    "{ deployment { chainId } }",
  );
  const datasets = await Promise.all(options.datasetIds.map((id) => readDataset(gateway, id)));
  const first = datasets[0];
  if (first === undefined)
    throw new SymbolonError("E1006", { document: "order", reason: "no dataset given" });
  const linked = options.engine === LINKED ? linkedParts(datasets, options.columns) : null;
  const other = datasets.find((dataset) => dataset.schemaDigest !== first.schemaDigest);
  if (linked === null && other !== undefined) {
    throw new SymbolonError("E1006", {
      document: "order",
      reason: `datasets ${first.id} and ${other.id} have different schemas`,
    });
  }
  const schema =
    linked?.schema ?? parseDocument(DatasetSchema, first.schema, `schema of dataset ${first.id}`);
  const key = await makeHpkeKeyPair();
  const spec = parseDocument(
    OrderSpec,
    {
      format: "symbolon-order/3",
      chainId: deployment.chainId,
      datasetIds: datasets.map((dataset) => dataset.id).sort((a, b) => Number(BigInt(a) - BigInt(b))),
      schemaDigest: first.schemaDigest,
      rows: options.rows,
      ...(linked === null ? await partOf(options, datasets, schema) : linkedPart(options, datasets, linked)),
      ...(options.columns === undefined || linked !== null ? {} : { columns: options.columns }),
      ...(options.product === undefined ? {} : { product: options.product }),
      ...(options.classes === undefined ? {} : { classes: options.classes }),
      ...(options.where.length === 0 ? {} : { cohort: parseWhere(options.where, schema) }),
      purpose: purposeMask(options.purpose),
      buyerKey: key.publicKey,
    },
    "order",
  );
  checkOrderSpec(spec, schema);
  if (isPrivateOrder(spec)) checkJointOrder(spec, schema);
  await mkdir(dirname(options.out), { recursive: true });
  await writeFile(keyFileOf(options.out), `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
  await chmod(keyFileOf(options.out), 0o600);
  await writeFile(options.out, `${JSON.stringify(spec, null, 2)}\n`);
  const cohort = spec.cohort === undefined ? "" : ` where ${options.where.join(" and ")}`;
  const asked = isStatisticsOrder(spec)
    ? `${spec.request.statistic}, ${spec.release.kind}`
    : `${spec.rows} ${"product" in spec && spec.product !== undefined ? UNITS[spec.product] : "rows"}`;
  const what = `${options.out}: ${asked}${cohort} over ${spec.datasetIds.length} datasets, engine ${spec.engine}`;
  out.result(
    { spec: options.out, keyFile: keyFileOf(options.out), rhoMicro: spec.rhoMicro, engine: spec.engine },
    [
      isPrivateOrder(spec)
        ? `${what} (${TABLES[spec.engine](spec.workload.length)}), at epsilon ${spec.epsilon}, delta ${spec.delta} (rho ${spec.rhoMicro} micro of each budget)`
        : what,
      ...(spec.engine === HIGH_FIDELITY ? [WARNING] : []),
      `${keyFileOf(options.out)}: the only key that opens the result. Keep it.`,
    ],
  );
}

/** What `rows` counts. */
const UNITS: Readonly<Record<Product, string>> = {
  "patients-over-time": "whole patients",
  images: "images",
};

const WARNING = `WARNING: the file will be ${NOT_PRIVATE}. It is released only if attacks on it fail; no proof says that others would.`;

/** What each engine measures beside the single columns, in words, given how many sets of columns the order names. */
const TABLES: Record<Engine | typeof LINKED, (named: number) => string> = {
  aim: (named) => `tables chosen where the model is worst${preferring(named)}`,
  mst: (named) => `a tree of pairs${preferring(named)}`,
  fixed: (named) => `${named} tables beside the single columns`,
  [LINKED]: (named) => `${named} tables of linked patients beside the single columns`,
};

function preferring(named: number): string {
  return named === 0 ? "" : `, those of ${named} sets preferred`;
}

/** What only orders of this engine say. */
async function partOf(options: OrderOptions, datasets: readonly OrderedDataset[], schema: DatasetSchema) {
  if (options.engine === HIGH_FIDELITY) return highFidelityPart(options, datasets);
  if (options.engine !== STATISTICS) return privatePart(options, datasets, schema);
  const { requestFile, epsilon, delta } = options;
  if (requestFile === undefined)
    throw new SymbolonError("E1006", {
      document: "order",
      reason: "the engine statistics needs --request FILE",
    });
  return await statisticsPart({ requestFile, epsilon, delta });
}

function privatePart(options: OrderOptions, datasets: readonly OrderedDataset[], schema: DatasetSchema) {
  const { engine, epsilon = 1, delta = 1e-6, leastDatasets } = options;
  const workload = options.workload ?? (engine === "fixed" ? "pairs" : undefined);
  return {
    engine,
    epsilon,
    delta,
    rhoMicro: orderRefused(() => orderBudget(epsilon, delta)).rhoMicro.toString(),
    workload: workload === undefined ? [] : parseWorkload(workload, schema),
    ...numbersOf(options, datasets),
    ...(leastDatasets === undefined ? {} : { leastDatasets }),
    thresholds: DEFAULT_THRESHOLDS,
  };
}

function linkedPart(
  options: OrderOptions,
  datasets: readonly OrderedDataset[],
  { schema, schemaDigest, parts }: ReturnType<typeof linkedParts>,
) {
  const [ofFirst, ofSecond] = parts.map(({ columns }) => columns);
  const across = ofFirst!.flatMap((first) => ofSecond!.map((second) => [first, second]));
  const { workload, patients, mostPatients } = options;
  // Nobody knows how many both have: at most as many as either. A wrong figure costs accuracy, not privacy.
  const fewest = () => Math.min(...datasets.map((each) => numbersOf({}, [each]).patients));
  return {
    ...privatePart({ ...options, patients: patients ?? fewest(), mostPatients }, datasets, schema),
    engine: LINKED,
    schemaDigest,
    parts,
    workload: workload === undefined ? across : parseWorkload(workload, schema),
  };
}

function numbersOf(
  { patients, mostPatients }: Pick<OrderOptions, "patients" | "mostPatients">,
  datasets: readonly OrderedDataset[],
) {
  if (patients !== undefined && mostPatients !== undefined) return { patients, mostPatients };
  const published = patientNumbers(
    datasets.map(({ id, catalogue }) => {
      const entry = CatalogueDocument.safeParse(catalogue);
      const records = entry.success ? summariseCatalogueEntry(entry.data).records : null;
      if (records !== null) return records;
      throw new SymbolonError("E1006", {
        document: "order",
        reason: `dataset ${id} does not publish its number of records; give --patients and --most-patients`,
      });
    }),
  );
  return { patients: patients ?? published.patients, mostPatients: mostPatients ?? published.mostPatients };
}

function highFidelityPart(options: OrderOptions, datasets: readonly OrderedDataset[]) {
  for (const [option, given] of [
    ["--epsilon", options.epsilon],
    ["--delta", options.delta],
    ["--workload", options.workload],
    ["--patients", options.patients],
    ["--most-patients", options.mostPatients],
    ["--least-datasets", options.leastDatasets],
  ] as const)
    if (given !== undefined)
      throw new SymbolonError("E1006", {
        document: "order",
        reason: `${option} has no meaning with the engine ${HIGH_FIDELITY}, whose file is ${NOT_PRIVATE}`,
      });
  for (const { id, catalogue } of datasets) {
    const entry = CatalogueDocument.safeParse(catalogue);
    if (!entry.success || !offersHighFidelity(entry.data))
      throw new SymbolonError("E2017", { datasetId: id });
  }
  return {
    engine: HIGH_FIDELITY,
    rhoMicro: MARK_RHO_MICRO.toString(),
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
