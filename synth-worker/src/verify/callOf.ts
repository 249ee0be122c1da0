import { SymbolonError } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { Interface, type Result } from "ethers";
import type { ChainEvent } from "./chainFacts.ts";
import { mustEqual } from "./check.ts";
import type { Evidence } from "./evidence.ts";

const jobs = new Interface(JobRegistryAbi);

/**
 * Arguments of the JobRegistry call `name` that led to `event`, for this order. Throws E5001 when the evidence does not hold the call
 * data, E7005 when it is another call or another order's.
 */
export function callOf(evidence: Evidence, event: ChainEvent | undefined, name: string): Result {
  const callData = evidence.callData[event?.tx ?? ""];
  if (callData === undefined) throw new SymbolonError("E5001", { cid: `transaction ${event?.tx}` });
  const call = jobs.parseTransaction({ data: callData });
  mustEqual(`call of transaction ${event?.tx}`, call?.name, name);
  mustEqual(`order of the ${name} call`, call!.args[0], evidence.orderId);
  return call!.args;
}
