import { agreeKeys, cryptoEntropy, type RunningParty, startParty } from "@symbolon/synth-worker/mpc";
import { BENCH_ORDER, type BenchTraffic, benchNode } from "./benchNode.ts";
import type { MpcJob, NodeNews, NodeOrder, NodeRun } from "./nodeWords.ts";
import { programs } from "./programs.ts";

/** One node of a measurement: `fork(node.ts, [index, transport])`, then one NodeOrder. */
async function main(tell: (news: NodeNews) => void): Promise<void> {
  const index = Number(process.argv[2]) as 0 | 1 | 2;
  const told = new Promise<NodeOrder>((resolve) => process.once("message", resolve));
  const node = await benchNode(index, process.argv[3] as MpcJob["transport"]);
  try {
    tell({ type: "listening", address: node.address });
    const order = await told;
    const { ends, sent, close } = await node.open(order);
    const session = Uint8Array.from(order.session);
    const agreed = await agreeKeys(
      { orderId: BENCH_ORDER, job: session, index, links: ends },
      cryptoEntropy(),
    );
    const party = startParty({ index, orderId: BENCH_ORDER, mode: order.mode, links: ends, ...agreed });
    const runs = await measure(party, order, sent);
    party.close();
    await close();
    tell({ type: "done", runs, peakBytes: process.resourceUsage().maxRSS * 1024 });
  } finally {
    await node.close();
  }
}

async function measure(party: RunningParty, order: NodeOrder, sent: () => BenchTraffic): Promise<NodeRun[]> {
  const runs: NodeRun[] = [];
  for (let run = 0; run <= order.runs; run++) {
    const { run: work, check, phases } = programs[order.program]!(party);
    // All begin together.
    await party.agree("the run", Uint8Array.of(run));
    const before = { ...sent(), ...party.cost, cpu: process.cpuUsage(), wall: performance.now() };
    await work();
    const wallMs = performance.now() - before.wall;
    const { user, system } = process.cpuUsage(before.cpu);
    const after = { ...sent(), ...party.cost };
    runs.push({
      wallMs,
      cpuMs: (user + system) / 1000,
      frameBytes: after.frameBytes - before.frameBytes,
      wireBytes: after.wireBytes - before.wireBytes,
      rounds: after.rounds - before.rounds,
      ands: after.ands - before.ands,
      phases: phases?.() ?? [],
    });
    if (run === 0) await check();
  }
  return runs;
}

const send = (news: NodeNews) => process.send!(news);
try {
  await main(send);
} catch (error) {
  send({ type: "failed", reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
process.disconnect();
