import type { ChainHeader, ChainLog, ChainReceipt, ChainTransaction } from "../chain/BlockReader.ts";
import type { EthereumValue } from "./EthereumValue.ts";

/** A decoded event with everything its handler may read. */
export type MappingEvent = {
  readonly log: ChainLog;
  readonly block: ChainHeader;
  readonly transaction: ChainTransaction;
  readonly parameters: readonly { readonly name: string; readonly value: EthereumValue }[];
  /** Null unless the handler asked for it (`receipt: true`). */
  readonly receipt: ChainReceipt | null;
};
