import { cliqueLanes } from "../mpc/circuits/cliqueLanes.ts";
import { measureClique } from "../mpc/circuits/measureClique.ts";
import { measurementNoise } from "../mpc/circuits/measurementNoise.ts";
import type { MechanismHooks } from "../mpc/circuits/mechanismHooks.ts";
import type { Planes } from "../mpc/circuits/planes.ts";
import { runAim } from "../mpc/circuits/runAim.ts";
import { runMst } from "../mpc/circuits/runMst.ts";
import type { Party } from "../mpc/rss/party.ts";
import { expectedNoise } from "../tabular/mechanisms/release.ts";
import type { ModelState } from "../tabular/model/modelState.ts";
import { expectedCounts } from "./expectedCounts.ts";
import type { JointLedger } from "./jointLedger.ts";
import type { JointPlan } from "./jointPlan.ts";
import { jointState, type OpenedTable } from "./jointState.ts";

/** How well a fit between rounds must do: it only says where to look next. */
const ROUGH = { tolerance: 1e-3, maxEvaluations: 60 };
const FIRST = { tolerance: 1e-3, maxEvaluations: 200 };
/** Part of the largest model that the first round may fill; the last may fill all. */
const FIRST_ROOM = 0.3;

/**
 * Opens the tables of the plan's mechanism with noise: every column's first, then by rounds (aim: runAim, the model refitted in between), along a tree
 * (mst: runMst), or all at once (fixed). What the model expects is a function of what was opened, so all parties score alike.
 */
export async function measureChosen(
  party: Party,
  plan: JointPlan,
  counts: Planes,
  { ledger, pause }: { readonly ledger: JointLedger; readonly pause?: (() => Promise<void>) | undefined },
): Promise<OpenedTable[]> {
  const { order, cliques, layout, sizes, schedule } = plan;
  const together = schedule.length === 0 ? cliques.length : sizes.length;
  const tables = await measureTogether(party, plan, counts, { ledger, tables: together });
  if (schedule.length === 0) return tables;
  const columns = order.schema.columns.map(({ kind }, i) => ({
    size: sizes[i]!,
    ordered: kind === "numeric",
  }));
  const state = jointState(columns, tables, plan.rhoMicro);
  state.refit(FIRST);
  await pause?.();
  const hooks: MechanismHooks = {
    charge: (charge) => ledger.charge(charge),
    async measured({ clique, counts, coins }) {
      const table = { columns: cliques[clique]!.columns, coins, counts };
      tables.push(table);
      if (order.mechanism === "mst") return;
      state.add({ columns: table.columns, counts, variance: coins / 4 });
      state.refit(ROUGH);
      await pause?.();
    },
  };
  const against = (round: number) => scoredAgainst(plan, state, round);
  if (order.mechanism === "mst") {
    const pairs = cliques.map(({ columns: [a, b] }) => (b === undefined ? null : ([a!, b] as const)));
    const job = { counts, layout, pairs, columns: sizes.length, ...schedule[0]!, ...against(0) };
    await runMst(party, job, hooks);
    return tables;
  }
  await runAim(
    party,
    { counts, layout, schedule },
    {
      ...hooks,
      next(round) {
        const candidates = affordable(plan, state, tables, round);
        return candidates.length === 0 ? null : { candidates, ...against(round) };
      },
    },
  );
  return tables;
}

/** The first tables of the plan, in one opening. */
async function measureTogether(
  party: Party,
  { cliques, layout, oneWayCoins: coins }: JointPlan,
  counts: Planes,
  { ledger, tables }: { ledger: JointLedger; tables: number },
): Promise<OpenedTable[]> {
  const chosen = Array.from({ length: tables }, (_, clique) => clique);
  const lanes = Int32Array.from(chosen.flatMap((clique) => [...cliqueLanes(layout, clique)]));
  const [noise] = await measurementNoise(party, lanes.length, [coins]);
  await ledger.charge({ kind: "measurement", round: 0, cliques: chosen, coins }, `${tables} tables at once`);
  const opened = await measureClique(party, counts, lanes, { noise: noise!, coins });
  let at = 0;
  return chosen.map((clique) => {
    const { columns, cells } = cliques[clique]!;
    at += cells;
    return { columns, coins, counts: opened.slice(at - cells, at) };
  });
}

/** What the model expects of every table, and the error that measuring it would bring, as runAim and runMst take them. */
function scoredAgainst({ cliques, schedule, fractionBits }: JointPlan, state: ModelState, round: number) {
  const expected = expectedCounts(state, cliques, round);
  const sigma = Math.sqrt(schedule[round]!.coins) / 2;
  const whole = new Float64Array(cliques.reduce((sum, { cells }) => sum + cells, 0));
  let at = 0;
  for (const table of expected) for (const count of table) whole[at++] = Math.round(count);
  return {
    expected: whole,
    weights: cliques.map(({ weight }) => weight),
    penalties: expected.map((table, i) =>
      Math.round(cliques[i]!.weight * 2 ** fractionBits * expectedNoise(table, sigma)),
    ),
    fractionBits,
  };
}

/** Tables that were not measured yet and for which the model has room in this round. */
function affordable(
  { cliques, sizes, schedule, maxJunctionCells }: JointPlan,
  state: ModelState,
  tables: readonly OpenedTable[],
  round: number,
): number[] {
  const done = new Set(tables.map(({ columns }) => columns.join()));
  const room = maxJunctionCells * (FIRST_ROOM + ((1 - FIRST_ROOM) * (round + 1)) / schedule.length);
  return [...cliques.keys()].filter((i) => {
    if (i < sizes.length) return false;
    const { columns } = cliques[i]!;
    return !done.has(columns.join()) && state.cellsWith([columns]) <= room;
  });
}
