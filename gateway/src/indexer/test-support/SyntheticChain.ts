import { AbiCoder, getBytes, hexlify, Interface, type InterfaceAbi, keccak256, toUtf8Bytes } from "ethers";
import accessToken from "../../../../subgraph/abis/AccessToken.json" with { type: "json" };
import consentRegistry from "../../../../subgraph/abis/ConsentRegistry.json" with { type: "json" };
import datasetRegistry from "../../../../subgraph/abis/DatasetRegistry.json" with { type: "json" };
import disputes from "../../../../subgraph/abis/Disputes.json" with { type: "json" };
import jobRegistry from "../../../../subgraph/abis/JobRegistry.json" with { type: "json" };
import market from "../../../../subgraph/abis/Market.json" with { type: "json" };
import permitRegistry from "../../../../subgraph/abis/PermitRegistry.json" with { type: "json" };
import privacyLedger from "../../../../subgraph/abis/PrivacyLedger.json" with { type: "json" };
import rewards from "../../../../subgraph/abis/Rewards.json" with { type: "json" };
import workerRegistry from "../../../../subgraph/abis/WorkerRegistry.json" with { type: "json" };
import type { RpcProvider } from "../chain/createRpcBlockReader.ts";
import { testDeployment } from "./testDeployment.ts";

const INTERFACES = {
  accessToken: new Interface(accessToken as InterfaceAbi),
  consentRegistry: new Interface(consentRegistry as InterfaceAbi),
  datasetRegistry: new Interface(datasetRegistry as InterfaceAbi),
  disputes: new Interface(disputes as InterfaceAbi),
  jobRegistry: new Interface(jobRegistry as InterfaceAbi),
  market: new Interface(market as InterfaceAbi),
  permitRegistry: new Interface(permitRegistry as InterfaceAbi),
  privacyLedger: new Interface(privacyLedger as InterfaceAbi),
  rewards: new Interface(rewards as InterfaceAbi),
  workerRegistry: new Interface(workerRegistry as InterfaceAbi),
};

/** An event to put on the chain: contract, event name, values in the order of the ABI. */
export type SyntheticEvent = readonly [
  contract: keyof typeof INTERFACES,
  event: string,
  values: readonly unknown[],
];

type Json = Record<string, unknown>;
type SyntheticBlock = {
  readonly json: Json;
  readonly logs: readonly Json[];
  readonly receipts: readonly Json[];
};

const toHex = (value: number) => `0x${value.toString(16)}`;
const hashOf = (text: string) => keccak256(toUtf8Bytes(text));
const ZERO_HASH = `0x${"00".repeat(32)}`;
export const SENDER = `0x${"5e".repeat(20)}`;
/** Time of block n is BLOCK_TIME + n seconds. */
export const BLOCK_TIME = 1_800_000_000;
export const GAS_USED = 123_456n;

/**
 * A chain in memory that answers JSON-RPC from given events: every group of events of a block is one transaction. Hashes depend on parent and
 * content, so forks differ exactly where a real chain's would.
 */
export class SyntheticChain implements RpcProvider {
  chainId = testDeployment.chainId;
  /** Called before each answer; throw to play a node that fails. */
  beforeAnswer: (method: string) => void = () => {};
  #blocks: SyntheticBlock[] = [];
  #salt = 0;

  constructor(genesis = "genesis") {
    this.#push([], genesis);
  }

  get head(): number {
    return this.#blocks.length - 1;
  }

  /** Appends a block; each argument is one transaction's events. */
  mine(...transactions: readonly (readonly SyntheticEvent[])[]): void {
    this.#push(transactions, "");
  }

  /** Drops the last `depth` blocks; what is mined then has other hashes. */
  drop(depth: number): void {
    this.#blocks.length -= depth;
    this.#salt += 1;
  }

  async send(method: string, params: unknown[]): Promise<unknown> {
    this.beforeAnswer(method);
    const [first] = params;
    switch (method) {
      case "eth_chainId":
        return toHex(this.chainId);
      case "eth_blockNumber":
        return toHex(this.head);
      case "eth_getBlockByNumber":
        return this.#blocks[Number(first)]?.json ?? null;
      case "eth_getBlockByHash":
        return this.#blocks.find(({ json }) => json.hash === first)?.json ?? null;
      case "eth_getTransactionReceipt":
        return (
          this.#blocks.flatMap(({ receipts }) => receipts).find((r) => r.transactionHash === first) ?? null
        );
      case "eth_getLogs":
        return this.#logs(first as Json);
      default:
        throw new Error(`the synthetic chain does not answer ${method}`);
    }
  }

  #logs(filter: Json): Json[] {
    const isIn = ({ json }: SyntheticBlock) =>
      filter.blockHash === undefined
        ? Number(json.number) >= Number(filter.fromBlock) && Number(json.number) <= Number(filter.toBlock)
        : json.hash === filter.blockHash;
    return this.#blocks
      .filter(isIn)
      .flatMap(({ logs }) => logs)
      .filter((log) => (filter.address as string[]).includes(log.address as string));
  }

  #push(transactions: readonly (readonly SyntheticEvent[])[], extra: string): void {
    const number = this.#blocks.length;
    const parentHash = (this.#blocks.at(-1)?.json.hash as string | undefined) ?? ZERO_HASH;
    const content = JSON.stringify([parentHash, number, this.#salt, extra, transactions], (_, v: unknown) =>
      typeof v === "bigint" ? v.toString() : v,
    );
    const hash = hashOf(content);
    const logs: Json[] = [];
    const receipts: Json[] = [];
    const bloom = new Uint8Array(256);
    const transactionJson = transactions.map((events, index) => {
      const transactionHash = hashOf(`${hash} ${index}`);
      const place = {
        blockHash: hash,
        blockNumber: toHex(number),
        transactionHash,
        transactionIndex: toHex(index),
      };
      const own = events.map((event, at) => ({
        ...place,
        ...encode(event),
        logIndex: toHex(logs.length + at),
      }));
      for (const log of own) addToBloom(bloom, log.address);
      logs.push(...own);
      const gasUsed = `0x${GAS_USED.toString(16)}`;
      receipts.push({
        ...place,
        gasUsed,
        cumulativeGasUsed: gasUsed,
        contractAddress: null,
        logs: own,
        status: "0x1",
        logsBloom: hexlify(bloom),
      });
      const common = {
        hash: transactionHash,
        from: SENDER,
        to: own[0]?.address ?? null,
        transactionIndex: toHex(index),
      };
      return { ...common, value: "0x0", gas: "0x5208", gasPrice: "0x1", input: "0x", nonce: "0x0" };
    });
    const json = {
      hash,
      parentHash,
      number: toHex(number),
      timestamp: toHex(BLOCK_TIME + number),
      logsBloom: hexlify(bloom),
      gasUsed: "0x0",
      gasLimit: "0x1c9c380",
      difficulty: "0x0",
      size: "0x200",
      baseFeePerGas: "0x7",
      transactions: transactionJson,
    };
    this.#blocks.push({ json, logs, receipts });
  }
}

function encode([contract, event, values]: SyntheticEvent): {
  address: string;
  topics: string[];
  data: string;
} {
  const fragment = INTERFACES[contract].getEvent(event);
  if (!fragment) throw new Error(`${contract} has no event ${event}`);
  const coder = AbiCoder.defaultAbiCoder();
  const topics = [fragment.topicHash];
  const rest: [string, unknown][] = [];
  fragment.inputs.forEach((input, index) => {
    if (input.indexed) topics.push(coder.encode([input.type], [values[index]]));
    // Text may be given as raw bytes, to put on chain what is not UTF-8.
    else if (input.type === "string" && values[index] instanceof Uint8Array)
      rest.push(["bytes", values[index]]);
    else rest.push([input.format("full"), values[index]]);
  });
  const data = coder.encode(
    rest.map(([type]) => type),
    rest.map(([, value]) => value),
  );
  return { address: testDeployment.contracts[contract], topics, data };
}

/** Ethereum yellow paper 4.3.1, for the address alone. */
function addToBloom(bloom: Uint8Array, address: string): void {
  const hash = getBytes(keccak256(address));
  for (const at of [0, 2, 4]) {
    const bit = ((hash[at]! << 8) | hash[at + 1]!) & 2047;
    bloom[255 - (bit >> 3)]! |= 1 << (bit & 7);
  }
}
