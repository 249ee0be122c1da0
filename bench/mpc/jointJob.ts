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
import type { PreparedProgram } from "./programs.ts";

const HOSPITALS = 10;
const PATIENTS = 100_000;
const ATTRIBUTES = 15;
const BINS = 10;
const ROUNDS = 50;
const JOB = `0x${"6a".repeat(32)}` as const;

/**
 * A whole AIM job: 10 hospitals, 100,000 patients, 15 attributes of 10 bins, all tables of up to three columns (465,650 cells), 50 rounds at
 * epsilon 1, delta 1e-6: inputs accepted and checked, added up, one-way tables, then choices and tables with the model refitted in between.
 * What hospitals do is prepared before, from public seeds; so every node knows what the other two report.
 */
export function jointJob(party: RunningParty): PreparedProgram {
  const hospitals = madeUpHospitals();
  const plan = planJoint(jobOrder(hospitals));
  const received = hospitals.map((table, h) => {
    const datasetId = plan.order.datasetIds[h]!;
    const entropy = { ...seededBytes(h, "joint job"), guarantee: false };
    const dealing = shareTables({ plan, job: JOB, datasetId, tables: countTables(plan, table), entropy });
    return { datasetId, commitments: dealing.commitments, package: dealing.packages[party.index]! };
  });
  let result: JointResult | undefined;
  return {
    async run() {
      result = await runJoint(
        party,
        plan,
        { job: JOB, received },
        {
          exchange: (own) => Promise.resolve([own, own, own]),
          charge: () => {},
          pause: () => new Promise((resolve) => setImmediate(resolve)),
        },
      );
    },
    async check() {
      const { inputs, tables } = result!;
      if (inputs.accepted.length !== HOSPITALS) throw new Error(`${inputs.accepted.length} hospitals are in`);
      if (tables.length !== ATTRIBUTES + ROUNDS) throw new Error(`${tables.length} tables were opened`);
      for (const { columns, coins, counts } of tables) {
        // Every table has all patients and the noise of its cells: eight standard deviations.
        const sum = Array.from(counts).reduce((total, count) => total + count, 0);
        const most = 4 * Math.sqrt(coins * counts.length);
        if (Math.abs(sum - PATIENTS) > most) throw new Error(`${columns.join()} has ${sum} patients`);
      }
    },
  };
}

function jobOrder(hospitals: readonly EncodedTable[]): JointOrder {
  const edges = Array.from({ length: BINS + 1 }, (_, edge) => edge);
  const schema: DatasetSchema = {
    format: "symbolon-schema/1",
    name: "made up",
    columns: Array.from({ length: ATTRIBUTES }, (_, i) => ({
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
    patients: PATIENTS,
    mostPatients: 2 ** 14 - 1,
    rounds: ROUNDS,
  };
}

/** Attributes follow one another in a chain with noise, so that there is something to choose. */
function madeUpHospitals(): EncodedTable[] {
  const rows = PATIENTS / HOSPITALS;
  return Array.from({ length: HOSPITALS }, (_, h) => {
    const bytes = seededBytes(h, "patients").bytes(3 * rows * ATTRIBUTES);
    const columns = Array.from({ length: ATTRIBUTES }, () => new Uint16Array(rows));
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
