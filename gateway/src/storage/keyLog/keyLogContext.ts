import type { ChainReader } from "../../adapters/chainReader.ts";
import type { ContentStore } from "../../adapters/contentStore.ts";
import type { HubAccount } from "../../adapters/hubAccount.ts";
import type { Database } from "../../database/Database.ts";

/** What closing and anchoring the key log's days works with. `hub` is null for a hub without an account: its days stay unsigned. */
export type KeyLogContext = {
  readonly chainId: number;
  readonly database: Database;
  readonly chain: Pick<ChainReader, "blockTime">;
  readonly contentStore: Pick<ContentStore, "add">;
  readonly hub: HubAccount | null;
  now(): number;
};
