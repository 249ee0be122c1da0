import type { DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "@symbolon/synth-worker/evaluation";
import {
  countTables,
  type JointOrder,
  type JointResult,
  planJoint,
  runJoint,
  shareTables,
} from "@symbolon/synth-worker/joint";
import type { RunningParty } from "@symbolon/synth-worker/mpc";
import { seededBytes } from "../dp/seededBytes.ts";
import { type PhaseClock, phaseClock } from "./phaseClock.ts";
import type { PreparedProgram } from "./programs.ts";

const BINS = 10;
const JOB = `0x${"6a".repeat(32)}` as const;

/** How large a joint job is: hospitals, patients of all of them, attributes of 10 bins each, rounds of AIM. */
export type JointJobSize = {
  readonly hospitals: number;
  readonly patients: number;
  readonly attributes: number;
  readonly rounds: number;
};

/** The job of the bar (mpc.md, part 4): tables of up to three columns have 465,650 cells. */
export const WHOLE_JOB: JointJobSize = { hospitals: 10, patients: 100_000, attributes: 15, rounds: 50 };
/** The same steps in seconds: 8,350 cells. */
export const SMALL_JOB: JointJobSize = { hospitals: 3, patients: 9_000, attributes: 5, rounds: 5 };

/**
 * A whole AIM job at epsilon 1, delta 1e-6, on all tables of up to three columns: inputs accepted and checked, added up, one-way tables,
 * then choices and tables with the model refitted in between. What hospitals do is prepared before, from public seeds; so every
 * node knows what the other two report.
 */
export function jointJob(party: RunningParty, size: JointJobSize): PreparedProgram {
  const hospitals = madeUpHospitals(size);
  const plan = planJoint(jobOrder(hospitals, size));
  const received = hospitals.map((table, h) => {
    const datasetId = plan.order.datasetIds[h]!;
    const entropy = { ...seededBytes(h, "joint job"), guarantee: false };
    const dealing = shareTables({ plan, job: JOB, datasetId, tables: countTables(plan, table), entropy });
    return { datasetId, commitments: dealing.commitments, package: dealing.packages[party.index]! };
  });
  let result: JointResult | undefined;
  let clock: PhaseClock | undefined;
  return {
    async run() {
      clock = phaseClock(party);
      const { end } = clock;
      const phaseBefore = phasesByCharge();
      result = await runJoint(
        party,
        plan,
        { job: JOB, received },
        {
          exchange: (own) => Promise.resolve([own, own, own]),
          frozen: () => end("inputs"),
          charge: ({ what }) => end(phaseBefore(what)),
          pause: () => {
            end("table, fit");
            return new Promise((resolve) => setImmediate(resolve));
          },
        },
      );
      end("result");
    },
    phases: () => clock!.costs(),
    async check() {
      const { inputs, tables } = result!;
      if (inputs.accepted.length !== size.hospitals)
        throw new Error(`${inputs.accepted.length} hospitals are in`);
      if (tables.length !== size.attributes + size.rounds)
        throw new Error(`${tables.length} tables were opened`);
      for (const { columns, coins, counts } of tables) {
        // Every table has all patients and the noise of its cells: eight standard deviations.
        const sum = Array.from(counts).reduce((total, count) => total + count, 0);
        const most = 4 * Math.sqrt(coins * counts.length);
        if (Math.abs(sum - size.patients) > most) throw new Error(`${columns.join()} has ${sum} patients`);
      }
    },
  };
}

function jobOrder(hospitals: readonly EncodedTable[], size: JointJobSize): JointOrder {
  const edges = Array.from({ length: BINS + 1 }, (_, edge) => edge);
  const schema: DatasetSchema = {
    format: "symbolon-schema/1",
    name: "made up",
    columns: Array.from({ length: size.attributes }, (_, i) => ({
      name: `a${i}`,
      label: `attribute ${i}`,
      kind: "numeric",
      unit: "",
      edges,
    })),
    pairs: [],
  };
  return {
    orderId: "bench",
    schema,
    datasetIds: hospitals.map((_, h) => String(h + 1)),
    mechanism: "aim",
    epsilon: 1,
    delta: 1e-6,
    rhoMicro: 1_000_000n,
    workload: [],
    patients: size.patients,
    mostPatients: 2 ** 14 - 1,
    rounds: size.rounds,
  };
}

/** Attributes follow one another in a chain with noise, so that there is something to choose. */
function madeUpHospitals({ hospitals, patients, attributes }: JointJobSize): EncodedTable[] {
  const rows = patients / hospitals;
  return Array.from({ length: hospitals }, (_, h) => {
    const bytes = seededBytes(h, "patients").bytes(3 * rows * attributes);
    const columns = Array.from({ length: attributes }, () => new Uint16Array(rows));
    let at = 0;
    for (let row = 0; row < rows; row++) {
      let before = bytes[at]! % BINS;
      for (const column of columns) {
        const [level, follows, passesOn] = bytes.subarray(at, at + 3);
        column[row] = follows! < 154 ? before : level! % BINS;
        if (passesOn! < 128) before = column[row]!;
        at += 3;
      }
    }
    return { sizes: columns.map(() => BINS), rows, columns };
  });
}

/**
 * What ends when the ledger gets an entry, by its words: each opening is prepared, then charged. Noise of all choices and later tables is
 * drawn before the first choice.
 */
function phasesByCharge(): (what: string) => string {
  let choices = 0;
  return (what) => {
    if (what.startsWith("choice")) return ++choices === 1 ? "all noise, scores of round 1" : "scores";
    return choices === 0 ? "first tables" : "choice";
  };
}
