import { median } from "../median.ts";
import type { NodeRun } from "./nodeWords.ts";
import type { PhaseCost } from "./phaseClock.ts";

/** What a job cost the node that it cost most: medians over the runs after the first (over the first when it is the only one), and that first one. */
export type MpcFigures = {
  readonly wallMs: number;
  /** The quickest of those runs, at the slowest node: other work on the machine can only add to it. */
  readonly leastWallMs: number;
  readonly cpuMs: number;
  readonly firstWallMs: number;
  readonly firstCpuMs: number;
  readonly frameBytes: number;
  readonly wireBytes: number;
  readonly rounds: number;
  readonly ands: number;
  readonly peakBytes: number;
};

/** The figures of three nodes. In the first run of a process its code is compiled, which a node that serves job after job does once. */
export function summariseNodes(
  nodes: readonly { readonly runs: readonly NodeRun[]; readonly peakBytes: number }[],
): MpcFigures {
  const worst = (of: (runs: readonly NodeRun[]) => number): number =>
    Math.max(...nodes.map(({ runs }) => of(runs)));
  const typical = (name: Exclude<keyof NodeRun, "phases">): number =>
    worst((runs) => median(counted(runs).map((run) => run[name])));
  const first = (name: "wallMs" | "cpuMs"): number => worst(([run]) => run![name]);
  return {
    wallMs: typical("wallMs"),
    leastWallMs: worst((runs) => Math.min(...counted(runs).map(({ wallMs }) => wallMs))),
    cpuMs: typical("cpuMs"),
    firstWallMs: first("wallMs"),
    firstCpuMs: first("cpuMs"),
    frameBytes: typical("frameBytes"),
    wireBytes: typical("wireBytes"),
    rounds: typical("rounds"),
    ands: typical("ands"),
    peakBytes: Math.max(...nodes.map(({ peakBytes }) => peakBytes)),
  };
}

/** The parts of the last run at the first node: rounds and gates are the same at all. */
export function phasesOf(nodes: readonly { readonly runs: readonly NodeRun[] }[]): readonly PhaseCost[] {
  return nodes[0]?.runs.at(-1)?.phases ?? [];
}

function counted(runs: readonly NodeRun[]): readonly NodeRun[] {
  return runs.length > 1 ? runs.slice(1) : runs;
}
