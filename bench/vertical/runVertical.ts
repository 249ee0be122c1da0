import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StepCost } from "./answerSteps.ts";
import { checkTables } from "./checkTables.ts";
import type { HospitalSteps } from "./hospital.ts";
import type { VerticalNodeSteps } from "./node.ts";
import { stepProcess } from "./stepProcess.ts";
import { ATTRIBUTES, type VerticalCase } from "./verticalCase.ts";

const HOSPITAL = new URL("./hospital.ts", import.meta.url);
const NODE = new URL("./node.ts", import.meta.url);

/** A step at all that take part in it: wall time of the whole, CPU time of the one that it cost most. */
export type StageCost = { readonly stage: string; readonly wallMs: number; readonly cpuMs: number };

/** What a case cost. Bytes are those of one hospital or node, whichever has most. */
export type VerticalFigures = {
  readonly stages: readonly StageCost[];
  /** A hospital's list to each node, and each node's answers to both hospitals; 0 without a join. */
  readonly listBytes: number;
  readonly answerBytes: number;
  /** A hospital's packages for all three nodes. */
  readonly packageBytes: number;
  /** Between nodes, sent by one; and with TLS. */
  readonly frameBytes: number;
  readonly wireBytes: number;
  readonly rounds: number;
  readonly nodePeakBytes: number;
  readonly hospitalPeakBytes: number;
  /** Largest error of a cell, noise included, in standard deviations of the noise. */
  readonly largestError: number;
};

/**
 * Runs a case with two hospitals and three nodes in processes of their own, from identifiers to noisy tables, and compares the tables with
 * plain counting. Throws Error with a process's message when it fails, and for tables that are wrong or differ between nodes.
 */
export async function runVertical(asked: VerticalCase): Promise<VerticalFigures> {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-bench-vertical-"));
  const start = <S extends HospitalSteps | VerticalNodeSteps>(script: URL, who: number, name: string) =>
    stepProcess<S>(script, [String(who), folder, JSON.stringify(asked)], `${name} ${who}`);
  const hospitals = ATTRIBUTES.map((_, holder) => start<HospitalSteps>(HOSPITAL, holder, "hospital"));
  const nodes = [0, 1, 2].map((index) => start<VerticalNodeSteps>(NODE, index, "node"));
  const stages: StageCost[] = [];
  const peak = { hospitals: 0, nodes: 0 };
  const stage = async <T>(
    name: string,
    who: keyof typeof peak,
    work: readonly Promise<{ result: T; cost: StepCost }>[],
  ): Promise<T[]> => {
    const begun = performance.now();
    const done = await Promise.all(work);
    const cpuMs = Math.max(...done.map(({ cost }) => cost.cpuMs));
    stages.push({ stage: name, wallMs: performance.now() - begun, cpuMs });
    peak[who] = Math.max(peak[who], ...done.map(({ cost }) => cost.peakBytes));
    return done.map(({ result }) => result);
  };
  try {
    const known = (await Promise.all(nodes.map((node) => node.run("start", {})))).map(({ result }) => result);
    let lists: { bytes: number }[] = [];
    let answers: { bytes: number }[] = [];
    if (asked.tokens === "made up") {
      await Promise.all(hospitals.map((hospital) => hospital.run("makeUp", {})));
    } else {
      const publicKeys = known.map(({ publicKey }) => publicKey);
      lists = await stage(
        "hospital blinds",
        "hospitals",
        hospitals.map((each) => each.run("blind", {})),
      );
      answers = await stage(
        "node evaluates both lists",
        "nodes",
        nodes.map((each) => each.run("evaluate", {})),
      );
      const work = hospitals.map((each) => each.run("unblind", { publicKeys }));
      await stage("hospital checks, unblinds", "hospitals", work);
    }
    const recipients = known.map(({ account, hpkeKey }) => ({ account, hpkeKey }));
    const sharing = hospitals.map((each) => each.run("share", { nodes: recipients }));
    const packages = await stage("hospital shares, seals", "hospitals", sharing);
    await stage(
      "node unseals, expands",
      "nodes",
      nodes.map((each) => each.run("take", {})),
    );
    const session = [...randomBytes(32)];
    const measuring = nodes.map((each, index) => {
      const peers = { previous: known[(index + 2) % 3]!.address, next: known[(index + 1) % 3]!.address };
      return each.run("measure", { session, peers, delayMs: asked.delayMs });
    });
    const measured = await stage("node joins, multiplies, opens", "nodes", measuring);
    const largestError = checkTables(
      asked,
      measured.map(({ tables }) => tables),
    );
    const most = (numbers: readonly number[]) => Math.max(0, ...numbers);
    return {
      stages,
      listBytes: most(lists.map(({ bytes }) => bytes)),
      answerBytes: most(answers.map(({ bytes }) => bytes)),
      packageBytes: most(packages.map(({ bytes }) => bytes)),
      frameBytes: most(measured.map(({ frameBytes }) => frameBytes)),
      wireBytes: most(measured.map(({ wireBytes }) => wireBytes)),
      rounds: most(measured.map(({ rounds }) => rounds)),
      nodePeakBytes: peak.nodes,
      hospitalPeakBytes: peak.hospitals,
      largestError,
    };
  } finally {
    for (const child of [...hospitals, ...nodes]) child.end();
    await rm(folder, { recursive: true, force: true });
  }
}
