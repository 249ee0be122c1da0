import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  fromHex,
  type Hex,
  type HpkeKeyPair,
  hpkeOpen,
  KeyRelease,
  openArtifact,
  type PrivateOrderSpec,
  resultContext,
  shareContext,
} from "@symbolon/protocol";
import { inputWords } from "../../joint/inputWords.ts";
import { jointOrderOf } from "../../joint/jointOrderOf.ts";
import { planJoint } from "../../joint/planJoint.ts";
import { jointJobId } from "../../joint/upload/jointJobId.ts";
import { cliqueLanes } from "../../mpc/circuits/cliqueLanes.ts";
import { planeNumbers } from "../../mpc/circuits/planeNumbers.ts";
import { acceptBits } from "../../mpc/rss/inputs/acceptBits.ts";
import type { ConsentBook } from "../../tabular/hospital/consentBook.ts";
import { holdoutSplit } from "../../tabular/hospital/holdoutSplit.ts";
import { callHttp } from "../shared/callHttp.ts";
import type { Progress } from "../shared/progress.ts";
import { readJob } from "../shared/readJob.ts";
import { readLogs } from "../shared/readLogs.ts";
import { readOrder } from "../shared/readOrder.ts";
import { TEST_SCHEMA } from "./hospitalFiles.ts";
import { type ActorName, type TestMarket, WORKERS } from "./testMarket.ts";

/** What tests look at while a job runs and afterwards. */
export type JobProbes = {
  /** The first worker's progress of this step, now or later. */
  saw(step: string, orderId: bigint): Promise<Progress>;
  /** The job's nodes, lead first, once it is claimed. */
  nodesOf(orderId: bigint): Promise<ActorName[]>;
  /** A worker's folder for its first claim of the order. */
  jobFolder(name: ActorName, orderId: bigint): Promise<string>;
  /** Files of a hospital's sealed shares for an order, one per claim. */
  sharesOf(name: ActorName, orderId: bigint): Promise<string[]>;
  /** The tables behind a hospital's sealed shares, cell by cell, opened with the keys of all three nodes, which no party of a job has together. */
  openShares(
    name: ActorName,
    spec: PrivateOrderSpec,
    ids: { datasetId: bigint; orderId: bigint },
  ): Promise<number[][]>;
  /** Records of a hospital that are not held out, by number from 0. */
  countedRows(name: ActorName): Promise<number[]>;
  /** What a buyer does with a lead's delivery: ciphertext from IPFS, opened with his key. */
  openDelivery(lead: ActorName, orderId: bigint, privateKey: Hex): Promise<Uint8Array>;
  /**
   * Stops (SIGSTOP) a worker that will be a node of the next order but not its lead, so that nothing can be measured before the test lets
   * it go on: what happens in between does not depend on speed.
   */
  stopOneNode(): Promise<ActorName>;
  goOn(name: ActorName): void;
  /** The ledger's charges for an order, one per dataset. */
  chargesOf(orderId: bigint): ReturnType<typeof readLogs>;
};

/** The probes of a market. */
export function jobProbes(market: TestMarket): JobProbes {
  const saw: JobProbes["saw"] = (step, orderId) =>
    Promise.race(WORKERS.map((name) => market.processes.get(name)!.saw(step, orderId)));
  const sharesOf: JobProbes["sharesOf"] = async (name, orderId) => {
    const folder = join(market.folder, name, "orders");
    const pattern = new RegExp(`^${orderId}-[0-9a-f]{16}\\.json$`);
    const files = (await readdir(folder)).filter((file) => pattern.test(file));
    return files.map((file) => join(folder, file));
  };
  const jobFolder: JobProbes["jobFolder"] = async (name, orderId) => {
    const folder = join(market.folder, name, "jobs", String(orderId));
    const [claim] = await readdir(folder);
    // The folder of the order is there a moment before that of its claim; `eventually` waits for missing files.
    if (claim === undefined) throw Object.assign(new Error(`no claim in ${folder}`), { code: "ENOENT" });
    return join(folder, claim);
  };
  return {
    saw,
    jobFolder,
    sharesOf,
    async nodesOf(orderId) {
      await saw("claimed", orderId);
      return (await readJob(market.chain, orderId)).record.nodes.map((node) => market.nameOf(node));
    },
    async openShares(name, spec, { datasetId, orderId }) {
      const [file] = await sharesOf(name, orderId);
      const { messages } = JSON.parse(await readFile(file!, "utf8")) as {
        messages: { node: string; message: { sealed: string; commitments: Hex[] } }[];
      };
      const job = await readJob(market.chain, orderId);
      const order = await readOrder(market.chain, orderId);
      const plan = planJoint(jointOrderOf(spec, { orderId: String(orderId), schema: TEST_SCHEMA }));
      const { layout, planes } = plan;
      const [zero, one] = await Promise.all(
        messages.map(async ({ node, message }, index) => {
          const path = join(market.folder, market.nameOf(node), "hpke.json");
          const { privateKey } = JSON.parse(await readFile(path, "utf8")) as HpkeKeyPair;
          const context = shareContext(market.deployment.chainId, orderId, datasetId, node);
          return acceptBits({
            orderId: String(orderId),
            job: jointJobId({ order, spec }, job),
            datasetId: String(datasetId),
            index: index as 0 | 1 | 2,
            words: inputWords(plan),
            commitments: message.commitments,
            package: await hpkeOpen(privateKey, fromHex(message.sealed), context),
          });
        }),
      );
      const words = zero!.own.map((word, i) => word ^ zero!.next[i]! ^ one!.next[i]!);
      const bits = Array.from({ length: planes }, (_, k) =>
        words.subarray(k * layout.words, (k + 1) * layout.words),
      );
      const numbers = planeNumbers(bits, 32 * layout.words);
      return plan.cliques.map((_, i) => [...cliqueLanes(layout, i)].map((lane) => numbers[lane]!));
    },
    async countedRows(name) {
      const path = join(market.folder, name, "consents.json");
      const book = JSON.parse(await readFile(path, "utf8")) as ConsentBook;
      const holdout = holdoutSplit(book.consents.length, fromHex(book.holdoutSecret));
      return [...holdout.keys()].filter((row) => holdout[row] === 0);
    },
    async openDelivery(lead, orderId, privateKey) {
      const path = join(await jobFolder(lead, orderId), "delivery.json");
      const { cid, wrappedKey } = KeyRelease.parse(JSON.parse(await readFile(path, "utf8")));
      const { IPFS_API_URL, IPFS_API_TOKEN } = market.environment("buyer");
      const headers = { authorization: `Bearer ${IPFS_API_TOKEN}` };
      const url = `${IPFS_API_URL}/api/v0/cat?arg=${cid}`;
      const ciphertext = await callHttp(url, { method: "POST", headers });
      const context = resultContext(market.deployment.chainId, orderId);
      return openArtifact({ ciphertext, wrappedKey: fromHex(wrappedKey) }, privateKey, context);
    },
    async stopOneNode() {
      const registered = [...(await market.chain.read<Iterable<string>>("workerRegistry", "workers"))];
      const next = (await market.chain.read<bigint>("market", "orderCount")) + 1n;
      const name = market.nameOf(registered[Number((next + 2n) % 3n)]!);
      market.processes.get(name)!.child.kill("SIGSTOP");
      return name;
    },
    goOn: (name) => void market.processes.get(name)!.child.kill("SIGCONT"),
    async chargesOf(orderId) {
      const to = await market.chain.provider.getBlockNumber();
      return readLogs(market.chain, "privacyLedger", "BudgetCharged", { from: 0, to }, [null, orderId]);
    },
  };
}
