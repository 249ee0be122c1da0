import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import { resetTables } from "../store/blockTables.ts";
import { followToHead, loadTestSubgraph, openFollower } from "./openFollower.ts";
import { SyntheticChain } from "./SyntheticChain.ts";

type Row = Record<string, unknown>;

/** A synthetic chain and the index of it, for tests of mappings. */
export type MappingStage = {
  readonly database: Database;
  chain: SyntheticChain;
  /** Begins again with an empty chain and empty tables. */
  reset(): Promise<void>;
  /** Indexes to the chain's head. */
  sync(): Promise<void>;
  /** Every row of a table, by id. */
  rows(table: string): Promise<Row[]>;
  /** The row with the given id, the first one without; undefined when there is none. */
  row(table: string, id?: string): Promise<Row | undefined>;
  close(): Promise<void>;
};

/** Opens a {@link MappingStage}; the subgraph must be built. */
export async function openMappingStage(): Promise<MappingStage> {
  const [database, subgraph] = await Promise.all([openPgliteDatabase(), loadTestSubgraph()]);
  const rows = (table: string) => database.query(`SELECT * FROM subgraph.${table} ORDER BY id`);
  const stage: MappingStage = {
    database,
    chain: new SyntheticChain(),
    async reset() {
      await resetTables(database, subgraph.schema, subgraph.fingerprint, 0);
      stage.chain = new SyntheticChain();
    },
    sync: async () => followToHead(await openFollower(database, subgraph, stage.chain)),
    rows,
    row: async (table, id) => (await rows(table)).find((row) => id === undefined || row.id === id),
    close: () => database.close(),
  };
  return stage;
}

/** The named columns of a row, in order. */
export function pick(row: Row | undefined, ...columns: readonly string[]): unknown[] {
  return columns.map((column) => row?.[column]);
}
