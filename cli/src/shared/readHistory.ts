import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface, type Log } from "ethers";
import { contractError } from "./contractError.ts";
import type { MarketConnection } from "./market.ts";
import type { ChainOrder } from "./readOrder.ts";

/** One step of an order; `timestamp` in unix seconds. */
export type HistoryEvent = {
  readonly state: string;
  readonly timestamp: number;
  readonly tx: string;
  readonly gasUsed: bigint | null;
};

const market = new Interface(MarketAbi);
const jobs = new Interface(JobRegistryAbi);

const STATES: Record<string, string> = {
  OrderPlaced: "REQUESTED",
  JobClaimed: "CLAIMED",
  JobMeasured: "MEASURED",
  JobCommitted: "COMMITTED",
  JobReported: "REPORTED",
  JobFinalised: "FINALISED",
  JobFailed: "FAILED",
  OrderDisputed: "DISPUTED",
  OrderReleased: "RELEASED",
  OrderRefunded: "REFUNDED",
};

/** Steps of job and order in chain order, each with its block's time and its transaction's gas. Throws E6001. */
export async function readHistory(connection: MarketConnection, chain: ChainOrder): Promise<HistoryEvent[]> {
  const steps = chain.logs.flatMap((log) => {
    const state = stateOf(log);
    return state === undefined ? [] : [{ state, log }];
  });
  const { provider } = connection;
  try {
    return await Promise.all(
      steps.map(async ({ state, log }) => {
        const [block, receipt] = await Promise.all([
          provider.getBlock(log.blockHash),
          provider.getTransactionReceipt(log.transactionHash),
        ]);
        const { transactionHash: tx } = log;
        return { state, timestamp: block?.timestamp ?? 0, tx, gasUsed: receipt?.gasUsed ?? null };
      }),
    );
  } catch (cause) {
    throw contractError(cause);
  }
}

function stateOf(log: Log): string | undefined {
  const event = market.parseLog(log) ?? jobs.parseLog(log);
  if (event?.name === "JobCertified") return event.args.passed === true ? "CERTIFIED" : "REFUSED";
  return STATES[event?.name ?? ""];
}
