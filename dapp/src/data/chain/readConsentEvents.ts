import type { Hex } from "@symbolon/protocol";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { type Log, numberToHex, parseEventLogs, toEventSelector } from "viem";
import type { Config } from "wagmi";
import type { GatewayDeployment } from "../gateway/types.ts";
import { readLogs } from "./readLogs.ts";

const NAMES = ["ConsentWithdrawn", "ConsentsWithdrawn", "OptOutRootAnchored"] as const;
const EVENTS = ConsentRegistryAbi.filter((item) => item.type === "event").filter((item) =>
  NAMES.some((name) => name === item.name),
);

/** What the chain says of the patients of a dataset: nullifiers of withdrawn consents, and roots of opt-out lists by index, from 1. */
export type ConsentEvents = {
  readonly withdrawn: ReadonlySet<Hex>;
  readonly optOutRoots: ReadonlyMap<bigint, Hex>;
};

/**
 * Reads all of a dataset's withdrawals and opt-out lists. They are matched with the hospital's book in this browser, because asking the chain
 * about single nullifiers would show them to the RPC.
 */
export async function readConsentEvents(
  config: Config,
  deployment: GatewayDeployment,
  datasetId: bigint,
): Promise<ConsentEvents> {
  const topics = [EVENTS.map((event) => toEventSelector(event)), numberToHex(datasetId, { size: 32 })];
  const logs = await readLogs(config, deployment, [deployment.contracts.consentRegistry], topics);
  const withdrawn = new Set<Hex>();
  const optOutRoots = new Map<bigint, Hex>();
  for (const event of parseEventLogs({
    abi: ConsentRegistryAbi,
    eventName: [...NAMES],
    logs: logs as Log[],
  })) {
    if (event.eventName === "ConsentWithdrawn") withdrawn.add(event.args.nullifier);
    else if (event.eventName === "ConsentsWithdrawn")
      for (const nullifier of event.args.nullifiers) withdrawn.add(nullifier);
    else optOutRoots.set(BigInt(event.args.index), event.args.root);
  }
  return { withdrawn, optOutRoots };
}
