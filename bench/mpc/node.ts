import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DEFAULT_LINK_LIMITS,
  loadNodeIdentity,
  openLinks,
  peerListener,
  sessionBook,
} from "@symbolon/synth-worker/links";
import { agreeKeys, cryptoEntropy, type RunningParty, startParty } from "@symbolon/synth-worker/mpc";
import { delayedLink } from "./delayedLink.ts";
import type { NodeNews, NodeOrder, NodeRun } from "./nodeWords.ts";
import { plainNode } from "./plainNode.ts";
import { programs } from "./programs.ts";

const ORDER_ID = "bench";
/** A run may wait for nodes that share two cores. */
const DEADLINE_MS = 120_000;

/** One node of a measurement: `fork(node.ts, [index, transport])`, then one NodeOrder. */
async function main(tell: (news: NodeNews) => void): Promise<void> {
  const index = Number(process.argv[2]) as 0 | 1 | 2;
  const folder = await mkdtemp(join(tmpdir(), "symbolon-bench-node-"));
  const told = new Promise<NodeOrder>((resolve) => process.once("message", resolve));
  try {
    const network = process.argv[3] === "tls" ? await overTls(folder, index) : await overTcp(index);
    tell({ type: "listening", address: { host: "127.0.0.1", port: network.port, pin: network.pin } });
    const order = await told;
    const links = await network.open(order);
    const ends = {
      previous: order.delayMs > 0 ? delayedLink(links.previous, order.delayMs) : links.previous,
      next: order.delayMs > 0 ? delayedLink(links.next, order.delayMs) : links.next,
    };
    const added = () =>
      Object.values(ends).reduce((sum, end) => sum + ("addedBytes" in end ? end.addedBytes() : 0), 0);
    const session = Uint8Array.from(order.session);
    const agreed = await agreeKeys({ orderId: ORDER_ID, job: session, index, links: ends }, cryptoEntropy());
    const party = startParty({ index, orderId: ORDER_ID, mode: order.mode, links: ends, ...agreed });
    const runs = await measure(party, order, () => ({
      frameBytes: links.previous.traffic().sentBytes + links.next.traffic().sentBytes - added(),
      wireBytes: links.wireBytesSent() - added(),
    }));
    party.close();
    await links.close();
    network.close();
    tell({ type: "done", runs, peakBytes: process.resourceUsage().maxRSS * 1024 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  party: RunningParty,
  order: NodeOrder,
  bytes: () => { frameBytes: number; wireBytes: number },
): Promise<NodeRun[]> {
  const runs: NodeRun[] = [];
  for (let run = 0; run <= order.runs; run++) {
    const { run: work, check } = programs[order.program]!(party);
    // All begin together.
    await party.agree("the run", Uint8Array.of(run));
    const before = { ...bytes(), ...party.cost, cpu: process.cpuUsage(), wall: performance.now() };
    await work();
    const wallMs = performance.now() - before.wall;
    const { user, system } = process.cpuUsage(before.cpu);
    const after = { ...bytes(), ...party.cost };
    runs.push({
      wallMs,
      cpuMs: (user + system) / 1000,
      frameBytes: after.frameBytes - before.frameBytes,
      wireBytes: after.wireBytes - before.wireBytes,
      rounds: after.rounds - before.rounds,
      ands: after.ands - before.ands,
    });
    if (run === 0) await check();
  }
  return runs;
}

async function overTls(folder: string, index: 0 | 1 | 2) {
  const identity = await loadNodeIdentity(folder);
  const listener = await peerListener({ identity, host: "127.0.0.1", port: 0 });
  const sessions = sessionBook(folder);
  return {
    port: listener.port,
    pin: identity.pin,
    open: async ({ session, peers }: NodeOrder) =>
      await openLinks({
        orderId: ORDER_ID,
        session: Uint8Array.from(session),
        index,
        identity,
        listener,
        sessions,
        peers,
        limits: { ...DEFAULT_LINK_LIMITS, deadlineMs: DEADLINE_MS },
      }),
    close: () => listener.close(),
  };
}

async function overTcp(index: number) {
  const { port, open, close } = await plainNode(index);
  return {
    port,
    pin: `0x${"00".repeat(32)}` as const,
    open: async ({ peers }: NodeOrder) => await open(peers, DEADLINE_MS),
    close,
  };
}

const send = (news: NodeNews) => process.send!(news);
try {
  await main(send);
} catch (error) {
  send({ type: "failed", reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
process.disconnect();
