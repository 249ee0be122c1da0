import { parseArgs } from "node:util";
import type { Benchmark, Measurements } from "../benchmark.ts";
import { judgeMpc } from "../mpc/judgeMpc.ts";
import type { MpcJob } from "../mpc/nodeWords.ts";
import type { PhaseCost } from "../mpc/phaseClock.ts";
import { runThreeNodes } from "../mpc/runThreeNodes.ts";
import { type MpcFigures, phasesOf, summariseNodes } from "../mpc/summariseNodes.ts";

/** Run unless others are named; `job`, which takes minutes, only when it is. */
const USUAL = ["argmax64", "score455k"];
const PROGRAMS = [...USUAL, "job"];
const MODES = ["semi-honest", "malicious"] as const;
const TRANSPORTS = ["tls", "tcp"] as const;

/** Joint computation by three processes over loopback: time, bytes and rounds per node, with and without TLS, against the bars of issue 6. */
export const benchmark: Benchmark = {
  what: "joint computation by three processes: time, CPU, bytes, rounds per node, with and without TLS (--quick; --programs A,B; --runs N; --delay MS one way)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        programs: { type: "string", default: USUAL.join(",") },
        runs: { type: "string" },
        delay: { type: "string", default: "0" },
      },
    });
    const named = values.programs.split(",");
    if (!named.every((name) => PROGRAMS.includes(name)))
      throw new Error(`--programs: one or more of ${PROGRAMS.join(",")}`);
    const chosen = named.map((name) => (name === "job" && values.quick ? "small-job" : name));
    const delayMs = Number(values.delay);
    if (!(delayMs >= 0 && delayMs <= 10_000)) throw new Error("--delay is milliseconds one way, 0 to 10000");
    const asked = values.runs === undefined ? undefined : Number(values.runs);
    if (asked !== undefined && !(Number.isInteger(asked) && asked >= 0))
      throw new Error("--runs is a whole number from 0");
    print(
      "the node that it cost most; medians of the runs after the first, in which code is compiled (a job: its one run)",
    );
    if (delayMs > 0) print(`every message takes ${delayMs} ms longer, one way; bandwidth as it is`);
    print(
      `${"program".padEnd(10)} ${"mode".padEnd(12)} ${"way".padEnd(4)} ${["wall ms", "least wall", "CPU ms", "first CPU", "bytes", "with TLS", "rounds", "ANDs", "peak MB"].map((name) => name.padStart(10)).join(" ")}`,
    );
    const measured: { job: MpcJob; figures: MpcFigures; phases: readonly PhaseCost[] }[] = [];
    for (const program of chosen)
      for (const mode of MODES)
        for (const transport of TRANSPORTS) {
          // A whole job is measured as it is run, and once: as a node's first.
          const whole = program.endsWith("job");
          if (whole && (mode !== "malicious" || transport !== "tls")) continue;
          const usual = whole ? 0 : values.quick ? 1 : program === "argmax64" ? 20 : 3;
          const job = { program, mode, transport, delayMs, runs: asked ?? usual };
          const nodes = await runThreeNodes(job);
          const figures = summariseNodes(nodes);
          const phases = phasesOf(nodes);
          measured.push({ job, figures, phases });
          print(line(job, figures));
          for (const phase of phases) print(phaseLine(phase));
        }
    const bars = judgeMpc(measured);
    print("");
    for (const { program, mode, what, value, most, met, anchor } of bars)
      print(
        `${program.padEnd(10)} ${mode.padEnd(12)} ${what.padEnd(9)} ${count(value).padStart(11)}   <= ${count(most)} ${met ? "met" : "MISSED"}  (${anchor})`,
      );
    return {
      delayMs,
      measured: measured.map(({ job, figures, phases }) => ({ ...job, ...figures, phases: [...phases] })),
      bars: bars as unknown as Measurements[],
      ok: bars.every(({ met }) => met),
    };
  },
};

function line({ program, mode, transport }: MpcJob, f: MpcFigures): string {
  const cells = [
    f.wallMs.toFixed(1),
    f.leastWallMs.toFixed(1),
    f.cpuMs.toFixed(1),
    f.firstCpuMs.toFixed(1),
    count(f.frameBytes),
    transport === "tls" ? count(f.wireBytes) : "-",
    count(f.rounds),
    count(f.ands),
    (f.peakBytes / 1e6).toFixed(0),
  ];
  return `${program.padEnd(10)} ${mode.padEnd(12)} ${transport.padEnd(4)} ${cells.map((cell) => cell.padStart(10)).join(" ")}`;
}

/** A part of the program above. Rounds and gates are those of every node, the time is the first node's. */
function phaseLine({ phase, times, rounds, wallMs, ands }: PhaseCost): string {
  const each = times === 1 ? "" : ` (${times} times, ${(rounds / times).toFixed(1)} each)`;
  return `  ${phase.padEnd(30)} ${count(rounds).padStart(7)} rounds${each.padEnd(24)} ${(wallMs / 1000).toFixed(1).padStart(7)} s ${count(ands).padStart(14)} ANDs`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}
