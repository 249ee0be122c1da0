/** 0x hex text. */
type Hex = string;

/** A transaction as mappings see it. */
export type ChainTransaction = {
  readonly hash: Hex;
  readonly index: bigint;
  readonly from: Hex;
  readonly to: Hex | null;
  readonly value: bigint;
  readonly gasLimit: bigint;
  readonly gasPrice: bigint;
  readonly input: Hex;
  readonly nonce: bigint;
};

/** A block header; quantities are integers, hashes and addresses hex. */
export type ChainHeader = {
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly number: number;
  readonly timestamp: bigint;
  readonly unclesHash: Hex;
  readonly author: Hex;
  readonly stateRoot: Hex;
  readonly transactionsRoot: Hex;
  readonly receiptsRoot: Hex;
  readonly logsBloom: Hex;
  readonly gasUsed: bigint;
  readonly gasLimit: bigint;
  readonly difficulty: bigint;
  readonly totalDifficulty: bigint;
  readonly size: bigint | null;
  readonly baseFeePerGas: bigint | null;
};

/** A header with its transactions. */
export type ChainBlock = ChainHeader & { readonly transactions: readonly ChainTransaction[] };

/** One event log. */
export type ChainLog = {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockHash: Hex;
  readonly blockNumber: number;
  readonly transactionHash: Hex;
  readonly transactionIndex: number;
  readonly logIndex: number;
};

/** What became of a transaction. */
export type ChainReceipt = {
  readonly transactionHash: Hex;
  readonly transactionIndex: bigint;
  readonly blockHash: Hex;
  readonly blockNumber: bigint;
  readonly cumulativeGasUsed: bigint;
  readonly gasUsed: bigint;
  readonly contractAddress: Hex | null;
  readonly logs: readonly ChainLog[];
  readonly status: bigint;
  readonly root: Hex;
  readonly logsBloom: Hex;
};

/**
 * What the indexer asks of a chain. Every method rejects with a SymbolonError: E6001 (retryable) when the node does
 * not answer or answers nonsense.
 */
export interface BlockReader {
  chainId(): Promise<number>;
  headNumber(): Promise<number>;
  /** Null when the chain is shorter. */
  header(number: number): Promise<ChainHeader | null>;
  /** With its transactions; null when the chain is shorter. */
  blockAt(number: number): Promise<ChainBlock | null>;
  /** Null when the node does not know the block (any more). */
  block(hash: Hex): Promise<ChainBlock | null>;
  logsOfRange(from: number, to: number, addresses: readonly Hex[]): Promise<ChainLog[]>;
  logsOfBlock(hash: Hex, addresses: readonly Hex[]): Promise<ChainLog[]>;
  receipt(transactionHash: Hex): Promise<ChainReceipt | null>;
  /** Returned bytes of a read call at a block, null when it reverts. */
  call(to: Hex, data: Hex, blockHash: Hex): Promise<Hex | null>;
  balance(address: Hex, blockHash: Hex): Promise<bigint>;
  code(address: Hex, blockHash: Hex): Promise<Hex>;
}
