import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { delayedLink } from "./delayedLink.ts";
import { judgeMpc } from "./judgeMpc.ts";
import type { MpcJob } from "./nodeWords.ts";
import { phaseClock } from "./phaseClock.ts";
import { runThreeNodes } from "./runThreeNodes.ts";
import { type MpcFigures, phasesOf, summariseNodes } from "./summariseNodes.ts";

const argmaxJob: MpcJob = {
  program: "argmax64",
  mode: "semi-honest",
  transport: "tls",
  runs: 1,
  delayMs: 0,
};

test("three processes compute the same over TLS and without it; TLS costs bytes and no frames", async () => {
  const [tls, tcp] = await Promise.all([
    runThreeNodes(argmaxJob),
    runThreeNodes({ ...argmaxJob, transport: "tcp", delayMs: 1 }),
  ]);
  const overTls = summariseNodes(tls);
  const overTcp = summariseNodes(tcp);
  assert.equal(overTls.frameBytes, overTcp.frameBytes);
  assert.equal(overTcp.wireBytes, overTcp.frameBytes);
  // 22 bytes a record; messages that wait for one another share one.
  const overhead = overTls.wireBytes - overTls.frameBytes;
  assert.ok(overhead >= 22 && overhead <= 2 * 22 * (overTls.rounds + 1), `${overhead} bytes`);
  assert.equal(overTls.rounds, overTcp.rounds);
  assert.ok(overTcp.wallMs >= overTcp.rounds, "each round waits for a message that takes 1 ms");
});

test("a failing program is told by its node", async () => {
  await assert.rejects(runThreeNodes({ ...argmaxJob, program: "nosuch" }), /node \d/);
});

test("a delayed message comes no earlier than its delay, and several under way take one delay together", async () => {
  const queue: Uint8Array[] = [];
  const link = delayedLink(
    { send: (bytes) => void queue.push(bytes), receive: () => Promise.resolve(queue.shift()!) },
    40,
  );
  const start = performance.now();
  for (let i = 0; i < 20; i++) link.send(Uint8Array.of(i));
  assert.deepEqual([...(await link.receive())], [0]);
  assert.ok(performance.now() - start >= 39);
  // By then all have arrived: they come before the event loop turns.
  await delay(40);
  const turn = new Promise<never>((_, reject) => setImmediate(() => reject(new Error("waited again"))));
  for (let i = 1; i < 20; i++) assert.deepEqual([...(await Promise.race([link.receive(), turn]))], [i]);
  await assert.rejects(turn);
  assert.equal(link.addedBytes(), 160);
});

test("the worst node counts; the first run stays out of the medians", () => {
  const run = { wallMs: 10, cpuMs: 5, frameBytes: 100, wireBytes: 150, rounds: 3, ands: 7, phases: [] };
  const quick = { runs: [{ ...run, wallMs: 99, cpuMs: 50 }, run, { ...run, wallMs: 12 }], peakBytes: 5 };
  const slow = { runs: [run, { ...run, wallMs: 20 }, { ...run, wallMs: 40, frameBytes: 100 }], peakBytes: 9 };
  const figures = summariseNodes([quick, slow, quick]);
  assert.deepEqual(
    [figures.wallMs, figures.leastWallMs, figures.firstWallMs, figures.firstCpuMs, figures.peakBytes],
    [30, 20, 99, 50, 9],
  );
  // Measured once, as a node runs its first job.
  const once = { runs: [{ ...run, wallMs: 44 }], peakBytes: 1 };
  assert.deepEqual(
    [summariseNodes([once, once, once]).wallMs, summariseNodes([once, once, once]).leastWallMs],
    [44, 44],
  );
});

test("a small job over a delay gives the tables it should, and its parts add up to its rounds", async () => {
  const nodes = await runThreeNodes({
    ...argmaxJob,
    program: "small-job",
    mode: "malicious",
    runs: 0,
    delayMs: 1,
  });
  const { rounds, ands, wallMs } = summariseNodes(nodes);
  const phases = phasesOf(nodes);
  const sum = (of: "rounds" | "ands" | "wallMs") => phases.reduce((total, phase) => total + phase[of], 0);
  assert.equal(sum("rounds"), rounds);
  assert.equal(sum("ands"), ands);
  assert.ok(wallMs >= rounds, `${wallMs} ms for ${rounds} rounds of 1 ms`);
  const times = Object.fromEntries(phases.map(({ phase, times }) => [phase, times]));
  assert.deepEqual([times["table, fit"], times.choice, times.scores], [6, 5, 4]);
});

test("the parts of a program are counted apart, repetitions together", () => {
  const party = { cost: { bytesSent: 0, rounds: 5, ands: 0 } };
  const clock = phaseClock(party);
  for (const [phase, rounds] of [
    ["a", 2],
    ["b", 3],
    ["a", 4],
  ] as const) {
    party.cost.rounds += rounds;
    party.cost.ands += 32;
    clock.end(phase);
  }
  assert.deepEqual(
    clock.costs().map(({ phase, times, rounds, ands }) => [phase, times, rounds, ands]),
    [
      ["a", 2, 6, 64],
      ["b", 1, 3, 32],
    ],
  );
});

test("bars are judged over TLS and at their delay, and can be missed", () => {
  const figures = {
    wallMs: 1,
    leastWallMs: 1,
    cpuMs: 21,
    firstWallMs: 1,
    firstCpuMs: 1,
    frameBytes: 6_000,
    wireBytes: 7_000,
    rounds: 50,
    ands: 1,
    peakBytes: 1,
  } satisfies MpcFigures;
  const judged = judgeMpc([{ job: argmaxJob, figures }]);
  assert.deepEqual(
    judged.map(({ what, met }) => [what, met]),
    [
      ["CPU, ms", false],
      ["bytes", true],
      ["rounds", true],
    ],
  );
  assert.deepEqual(judgeMpc([{ job: { ...argmaxJob, transport: "tcp" }, figures }]), []);
  assert.deepEqual(judgeMpc([{ job: { ...argmaxJob, delayMs: 30 }, figures }]), []);
  const job: MpcJob = { ...argmaxJob, program: "job", mode: "malicious" };
  const slow = { ...figures, leastWallMs: 500_000 };
  const ofJob = (delayMs: number) =>
    judgeMpc([{ job: { ...job, delayMs }, figures: slow }]).map(({ what, met }) => [what, met]);
  const rest = [
    ["bytes", true],
    ["memory, B", true],
  ];
  assert.deepEqual(ofJob(0), [["wall, ms", false], ...rest]);
  assert.deepEqual(ofJob(30), [["wall, ms", true], ...rest]);
  assert.deepEqual(ofJob(10), []);
});
