import type { Hex } from "@symbolon/protocol";
import type { Log } from "./evidence.ts";

/** Logs to ask for; topics as in eth_getLogs: a value, any of several, or anything. Blocks inclusive. */
export type LogFilter = {
  readonly addresses: readonly Hex[];
  readonly topics: readonly (Hex | readonly Hex[] | null)[];
  readonly fromBlock: number;
  readonly toBlock: number;
};

/** What gathering evidence asks of a chain and of a store of documents, whatever client talks to them. All throw what their client throws. */
export type EvidenceReader = {
  blockNumber(): Promise<number>;
  /** In chain order. */
  logs(filter: LogFilter): Promise<Log[]>;
  /** Answer of a call as of a block. */
  call(to: Hex, data: Hex, blockNumber: number): Promise<Hex>;
  /** Call data of a transaction; null when there is none of that hash. */
  callData(transactionHash: Hex): Promise<Hex | null>;
  /** The document's text; null when nobody has it. Its bytes hash to the digest, else the reader throws E5002. */
  document(digest: Hex): Promise<string | null>;
};
