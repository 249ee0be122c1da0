import {
  foldJob,
  foldOrder,
  type Hex,
  type JobHistory,
  type OrderRecord,
  SymbolonError,
} from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { Interface } from "ethers";
import type { Evidence, Log } from "./evidence.ts";

/** A decoded event with its place on the chain. */
export type ChainEvent = {
  readonly name: string;
  readonly args: Record<string, unknown>;
  readonly block: number;
  readonly index: number;
  readonly tx: Hex;
};

/** Contracts whose events are evidence, by their name in the deployment. */
const INTERFACES = {
  market: new Interface(MarketAbi),
  jobRegistry: new Interface(JobRegistryAbi),
  disputes: new Interface(DisputesAbi),
  accessToken: new Interface(AccessTokenAbi),
  datasetRegistry: new Interface(DatasetRegistryAbi),
  consentRegistry: new Interface(ConsentRegistryAbi),
  permitRegistry: new Interface(PermitRegistryAbi),
  privacyLedger: new Interface(PrivacyLedgerAbi),
} as const;

/** What the chain says about one order, decoded. */
export type ChainFacts = {
  readonly order: OrderRecord;
  readonly job: JobHistory;
  /** All events of this name, in chain order. */
  all(name: string): ChainEvent[];
  /** The last event of this name that is about this order or about none; undefined when there is none. */
  last(name: string): ChainEvent | undefined;
};

/**
 * Decodes the evidence's logs with the ABI of the contract that emitted them; logs of other addresses are left out. Throws E2004 when
 * they do not place the order.
 */
export function chainFacts(evidence: Evidence): ChainFacts {
  const { contracts } = evidence.deployment;
  const orderId = BigInt(evidence.orderId);
  const byAddress = new Map(
    Object.entries(INTERFACES).map(([name, abi]) => [
      contracts[name as keyof typeof INTERFACES].toLowerCase(),
      abi,
    ]),
  );
  const logs = evidence.logs.toSorted((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const events: ChainEvent[] = [];
  for (const log of logs) {
    const parsed = byAddress.get(log.address.toLowerCase())?.parseLog({ topics: log.topics, data: log.data });
    if (parsed === null || parsed === undefined) continue;
    events.push({
      name: parsed.name,
      args: parsed.args.toObject(),
      block: log.blockNumber,
      index: log.index,
      tx: log.transactionHash,
    });
  }
  const order = foldOrder(orderId, from(logs, contracts.market));
  if (order === null) throw new SymbolonError("E2004", { orderId });
  return {
    order,
    job: foldJob(orderId, from(logs, contracts.jobRegistry)),
    all: (name) => events.filter((event) => event.name === name),
    last: (name) =>
      events.findLast((event) => event.name === name && (event.args.orderId ?? orderId) === orderId),
  };
}

function from(logs: readonly Log[], address: string): Log[] {
  return logs.filter((log) => log.address.toLowerCase() === address.toLowerCase());
}
