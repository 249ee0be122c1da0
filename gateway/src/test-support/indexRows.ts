import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";
import { SCHEMA } from "./testDocuments.ts";

type Values = Record<string, unknown>;

/** Writes one row into an index table; the column names are the test's own text. */
export async function insertRow(database: Database, table: string, values: Values): Promise<void> {
  const columns = Object.keys(values);
  const places = columns.map((_, i) => `$${i + 1}`);
  await database.query(
    `INSERT INTO subgraph.${table} (${columns.map((name) => `"${name}"`).join(", ")}) VALUES (${places.join(", ")})`,
    Object.values(values),
  );
}

const hash = (byte: string): Hex => `0x${byte.repeat(32)}`;
const account = (byte: string): Hex => `0x${byte.repeat(20)}`;

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
    price_wei: "100000000000000000001",
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
    withdrawals_count: 0,
    updated_at: 1_799_000_000,
    block_number: 3,
  });
}

/** An order with its job in the state REQUESTED. */
export async function insertOrder(database: Database, id: number, overrides: Values = {}): Promise<void> {
  await insertRow(database, "order", {
    id: String(id),
    buyer: account("b1"),
    status: "ESCROWED",
    datasets: ["1", "2"],
    prices_wei: ["1", "2"],
    spec_digest: hash("5e"),
    buyer_key: hash("be"),
    total_wei: "160000000000000000001",
    rho_micro: "15000",
    purpose: 16,
    rows: 3000,
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
    consent_epochs: [],
    claims_count: 0,
    requested_at: 1_800_000_000,
    updated_at: 1_800_000_000,
    block_number: 5,
  });
  await insertJobEvent(database, id, "REQUESTED", 5);
}

/** A state change in a job's history. */
export function insertJobEvent(
  database: Database,
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
