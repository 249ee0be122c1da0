import { memoryCountSource } from "../../data/memoryCountSource.ts";
import { cliquesUpTo } from "../../evaluate/cliquesUpTo.ts";
import { marginalError } from "../../evaluate/marginalError.ts";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { memberPlanes } from "../../mpc/circuits/memberPlanes.ts";
import { plainParty } from "../../mpc/circuits/test-support/plainParty.ts";
import { Accountant } from "../../privacy/accountant.ts";
import { PrivateTable } from "../../privacy/privateTable.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { sampleModel } from "../../tabular/generation/sampleModel.ts";
import { fitRelease } from "../../tabular/mechanisms/fitRelease.ts";
import { toModel } from "../../tabular/model/toModel.ts";
import { sampleSums } from "../../tabular/sums/sampleSums.ts";
import { countTables } from "../countTables.ts";
import { fitJointModel } from "../fitJointModel.ts";
import { JointLedger } from "../jointLedger.ts";
import type { JointPlan } from "../jointPlan.ts";
import type { OpenedTable } from "../jointState.ts";
import { measureChosen } from "../measureChosen.ts";
import { centralTwin } from "./centralTwin.ts";

/** Mean L1 error of all tables of three columns. */
export type UtilityErrors = {
  /** The circuits on a party that holds plain values. */
  readonly joint: number;
  /** centralTwin, and the central engine with the same rho (Gaussian choices, schedule and coarse levels of its own). */
  readonly twin: number;
  readonly engine: number;
};

/** TESTS ONLY: errors of one seed on a table, by a plan of "aim" or "mst"; files of as many rows as the table. */
export async function utilityErrors(
  plan: JointPlan,
  table: EncodedTable,
  seed: number,
): Promise<UtilityErrors> {
  const { schema, mechanism, delta } = plan.order;
  if (mechanism === "fixed") throw new RangeError("the central engine has no fixed workload");
  const sets = cliquesUpTo(table.sizes, 3);
  const rowSeed = new Uint8Array(32);
  new DataView(rowSeed.buffer).setUint32(0, seed, true);
  const rows = { rows: table.rows, seed: rowSeed };
  const errorOf = (opened: readonly OpenedTable[]) => {
    const tables = opened.map(({ columns, coins, counts }) => ({
      columns: columns.map((column) => schema.columns[column]!.name),
      coins,
      noisyCounts: Array.from(counts),
    }));
    const state = fitJointModel({ schema, rhoMicro: plan.rhoMicro.toString(), tables });
    return marginalError(table, sampleSums(state, schema, rows), sets);
  };
  const exact = countTables(plan, table);
  const width = table.rows.toString(2).length;
  const counts = memberPlanes(plan.layout, exact.counts, width).map((own) => ({
    own,
    next: new Uint32Array(own.length),
  }));
  const ledger = new JointLedger(plan, {
    inputs: `0x${"0".repeat(64)}`,
    journal: { steps: [] },
    hooks: { charge: () => {} },
  });
  const joint = errorOf(await measureChosen(plainParty(seed), plan, counts, { ledger }));
  const twin = errorOf(centralTwin(plan, exact, seed));
  const accountant = new Accountant({ rhoMicro: plan.rhoMicro });
  const neighbours = { unit: "patient", maxRecords: 1, relation: "add-remove" } as const;
  const source = memoryCountSource(table);
  const release = await fitRelease(
    PrivateTable.open(source, accountant, neighbours, seededEntropy(seed)),
    accountant,
    {
      mechanism,
      levels: schema.columns.map(({ kind }) => ({ ordered: kind === "numeric", missing: null })),
    },
  );
  const engine = marginalError(table, sampleModel(toModel(release, delta), rows), sets);
  return { joint, twin, engine };
}
