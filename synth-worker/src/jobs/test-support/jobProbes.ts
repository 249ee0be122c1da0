import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "../shared/progress.ts";
import { readJob } from "../shared/readJob.ts";
import { type ActorName, type TestMarket, WORKERS } from "./testMarket.ts";

/** What tests look at while a job runs. */
export type JobProbes = {
  /** The first worker's progress of this step, now or later. */
  saw(step: string, orderId: bigint): Promise<Progress>;
  /** The job's nodes, lead first, once it is claimed. */
  nodesOf(orderId: bigint): Promise<ActorName[]>;
  /** A worker's folder for its first claim of the order. */
  jobFolder(name: ActorName, orderId: bigint): Promise<string>;
};

/** The probes of a market. */
export function jobProbes(market: TestMarket): JobProbes {
  const saw: JobProbes["saw"] = (step, orderId) =>
    Promise.race(WORKERS.map((name) => market.processes.get(name)!.saw(step, orderId)));
  return {
    saw,
    async nodesOf(orderId) {
      await saw("claimed", orderId);
      return (await readJob(market.chain, orderId)).record.nodes.map((node) => market.nameOf(node));
    },
    async jobFolder(name, orderId) {
      const folder = join(market.folder, name, "jobs", String(orderId));
      const [claim] = await readdir(folder);
      return join(folder, claim!);
    },
  };
}
