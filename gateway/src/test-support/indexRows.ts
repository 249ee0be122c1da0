import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { Database, Queryable } from "../database/Database.ts";
import { SCHEMA } from "./testDocuments.ts";

type Values = Record<string, unknown>;

/** Writes one row into an index table; the column names are the test's own text. */
export async function insertRow(database: Queryable, table: string, values: Values): Promise<void> {
  const columns = Object.keys(values);
  const places = columns.map((_, i) => `$${i + 1}`);
  await database.query(
    `INSERT INTO subgraph.${table} (${columns.map((name) => `"${name}"`).join(", ")}) VALUES (${places.join(", ")})`,
    Object.values(values),
  );
}

const hash = (byte: string): Hex => `0x${byte.repeat(32)}`;
const account = (byte: string): Hex => `0x${byte.repeat(20)}`;

const NO_COSTS = { holder_wei: "0", compute_wei: "0", evaluation_wei: "0", access_body_wei: "0" };

/** A listed dataset with budget and consent. */
export async function insertDataset(database: Database, id: number, overrides: Values = {}): Promise<void> {
  await insertRow(database, "dataset", {
    id: String(id),
    provider: account("a1"),
    owner: account("a1"),
    status: "LISTED",
    lane: "COMMERCIAL",
    catalogue_digest: hash("ca"),
    schema_digest: digestOfDocument(SCHEMA),
    licence_hash: hash("11"),
    consent_root: hash("c0"),
    price_wei: "100000000000000000001",
    row_price_wei: "7",
    renewal_bps: 1000,
    ...NO_COSTS,
    purposes_mask: 0b0101_0000,
    category_code: 11,
    version: 1,
    orders_count: 0,
    budget_id: String(id),
    consent_id: String(id),
    published_at: 1_799_000_000,
    published_tx: hash("d1"),
    updated_at: 1_799_000_000,
    block_number: 3,
    ...overrides,
  });
  await insertRow(database, "budget", {
    id: String(id),
    dataset_id: String(id),
    cap_micro: "1000000",
    per_buyer_micro: "400000",
    reserved_micro: "20000",
    spent_micro: "30000",
    available_micro: "950000",
    updated_at: 1_799_000_000,
    block_number: 3,
  });
  await insertRow(database, "budget_entry", {
    id: `opened-${id}`,
    budget_id: String(id),
    order_id: null,
    kind: "OPENED",
    rho_micro: "1000000",
    timestamp: 1_799_000_000,
    block: 3,
    log_index: 0,
    tx: hash("d1"),
    block_number: 3,
  });
  await insertRow(database, "consent", {
    id: String(id),
    dataset_id: String(id),
    epoch: "0",
    roots: [hash("c0")],
    grants_count: 0,
    pending_count: 0,
    withdrawals_count: 0,
    suspended: false,
    opt_out_roots: [],
    updated_at: 1_799_000_000,
    block_number: 3,
  });
}

/** An order with its job in the state REQUESTED. */
export async function insertOrder(database: Database, id: number, overrides: Values = {}): Promise<void> {
  await insertRow(database, "order", {
    id: String(id),
    buyer: account("b1"),
    client_order_id: hash("c1"),
    status: "ESCROWED",
    datasets: ["1", "2"],
    versions: ["1", "3"],
    prices_wei: ["100000000000000000001", "60000000000000000000"],
    providers: [account("a1"), account("a2")],
    spec_digest: hash("5e"),
    buyer_key: hash("be"),
    total_wei: "160000000000000000001",
    workers_wei: "16000000000000000000",
    evaluator_wei: "4000000000000000000",
    treasury_wei: "8000000000000000000",
    renewal_wei: "16000000000000000000",
    treasury: account("d1"),
    rho_micro: "15000",
    purpose: 16,
    rows: 3000,
    access_seconds: 2_592_000,
    permit_id: null,
    permit_version: 0,
    deadline: 1_800_086_400,
    placed_at: 1_800_000_000,
    placed_tx: hash("e1"),
    access_until: 0,
    job_id: String(id),
    block_number: 5,
    ...overrides,
  });
  await insertRow(database, "job", {
    id: String(id),
    order_id: String(id),
    state: "REQUESTED",
    nodes: [],
    claimed_nodes: [],
    dropped_mask: 0,
    consent_epochs: [],
    claims_count: 0,
    result_commits: [],
    requested_at: 1_800_000_000,
    updated_at: 1_800_000_000,
    block_number: 5,
  });
  await insertJobEvent(database, id, "REQUESTED", 5);
}

/** A state change in a job's history. */
export function insertJobEvent(
  database: Queryable,
  orderId: number,
  state: string,
  block: number,
): Promise<void> {
  return insertRow(database, "job_event", {
    id: `${orderId}-${state}`,
    job_id: String(orderId),
    state,
    by: account("b1"),
    timestamp: 1_800_000_000 + block,
    block,
    log_index: 0,
    tx: hash("e2"),
    gas_used: "21000",
    block_number: block,
  });
}

/** What one payee gets in {@link insertSettlement}. */
export type PaidPart = { readonly account: string; readonly kind: string; readonly amountWei: bigint };

/** A settlement of an order with its payouts, as the mappings write it; `overrides` are columns of the settlement. */
export async function insertSettlement(
  database: Database,
  orderId: number,
  parts: readonly PaidPart[],
  overrides: Values = {},
): Promise<void> {
  const id = String(overrides.id ?? orderId);
  await insertRow(database, "settlement", {
    id,
    order_id: String(orderId),
    renewal_id: null,
    status: "SETTLED",
    terms_hash: hash("7e"),
    buyer: account("b1"),
    settled_at: 1_800_000_000,
    payees: parts.map((part) => part.account),
    amounts_wei: parts.map((part) => part.amountWei.toString()),
    total_wei: parts.reduce((sum, part) => sum + part.amountWei, 0n).toString(),
    refund_wei: "0",
    tx: hash("e3"),
    block_number: 9,
    ...overrides,
  });
  for (const [index, part] of parts.entries())
    await insertRow(database, "payout", {
      id: `${id}-${index}`,
      settlement_id: id,
      order_id: String(orderId),
      index,
      account: part.account,
      kind: part.kind,
      amount_wei: part.amountWei.toString(),
      claimed: false,
      cancelled: overrides.status === "REFUNDED",
      block_number: 9,
    });
  if (overrides.id === undefined)
    await database.query("UPDATE subgraph.order SET settlement_id = id, settled_at = $2 WHERE id = $1", [
      id,
      overrides.settled_at ?? 1_800_000_000,
    ]);
}
