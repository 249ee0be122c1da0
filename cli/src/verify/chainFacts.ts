import type { Hex } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { RewardsAbi } from "@symbolon/protocol/abi/Rewards";
import { Interface } from "ethers";
import type { Evidence } from "./evidence.ts";

/** A decoded event with its place on the chain. */
export type ChainEvent = {
  readonly name: string;
  readonly args: Record<string, unknown>;
  readonly block: number;
  readonly index: number;
  readonly tx: Hex;
};

/** Order as the Market keeps it. */
export type OrderFacts = {
  readonly buyer: string;
  readonly status: number;
  readonly rhoMicro: bigint;
  readonly purpose: number;
  readonly rows: number;
  readonly totalWei: bigint;
  readonly fees: { treasuryBps: bigint; workerBps: bigint; evaluatorBps: bigint };
  readonly specDigest: string;
  readonly buyerKey: string;
  readonly datasetIds: bigint[];
  readonly pricesWei: bigint[];
};

/** What the chain says about one order, decoded. */
export type ChainFacts = {
  readonly order: OrderFacts;
  /** All events of this name, in chain order. */
  all(name: string): ChainEvent[];
  /** The last event of this name; undefined when there is none. */
  last(name: string): ChainEvent | undefined;
};

const marketInterface = new Interface(MarketAbi);

/** Decodes the evidence's logs with the ABI of the contract that emitted them; logs of other addresses are left out. */
export function chainFacts(evidence: Evidence): ChainFacts {
  const { contracts } = evidence.deployment;
  const byAddress = new Map<string, Interface>([
    [contracts.market.toLowerCase(), marketInterface],
    [contracts.jobRegistry.toLowerCase(), new Interface(JobRegistryAbi)],
    [contracts.accessToken.toLowerCase(), new Interface(AccessTokenAbi)],
    [contracts.rewards.toLowerCase(), new Interface(RewardsAbi)],
    [contracts.datasetRegistry.toLowerCase(), new Interface(DatasetRegistryAbi)],
    [contracts.consentRegistry.toLowerCase(), new Interface(ConsentRegistryAbi)],
    [contracts.privacyLedger.toLowerCase(), new Interface(PrivacyLedgerAbi)],
  ]);
  const events: ChainEvent[] = [];
  for (const log of evidence.logs) {
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
  events.sort((a, b) => a.block - b.block || a.index - b.index);
  return {
    order: decodeOrder(evidence),
    all: (name) => events.filter((event) => event.name === name),
    last: (name) => events.findLast((event) => event.name === name),
  };
}

function decodeOrder(evidence: Evidence): OrderFacts {
  const [order] = marketInterface.decodeFunctionResult("orderOf", evidence.order);
  const object = order.toObject(true) as Record<string, unknown>;
  return {
    buyer: String(object.buyer),
    status: Number(object.status),
    rhoMicro: object.rhoMicro as bigint,
    purpose: Number(object.purpose),
    rows: Number(object.rows),
    totalWei: object.totalWei as bigint,
    fees: object.fees as OrderFacts["fees"],
    specDigest: String(object.specDigest),
    buyerKey: String(object.buyerKey),
    datasetIds: [...(object.datasetIds as bigint[])],
    pricesWei: [...(object.pricesWei as bigint[])],
  };
}
