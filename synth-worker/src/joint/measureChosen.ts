import { cliqueLanes } from "../mpc/circuits/cliqueLanes.ts";
import { measureClique } from "../mpc/circuits/measureClique.ts";
import { measurementNoise } from "../mpc/circuits/measurementNoise.ts";
import type { MechanismHooks } from "../mpc/circuits/mechanismHooks.ts";
import type { Planes } from "../mpc/circuits/planes.ts";
import { runAim } from "../mpc/circuits/runAim.ts";
import { runMst } from "../mpc/circuits/runMst.ts";
import type { Party } from "../mpc/rss/party.ts";
import { affordableCliques } from "./affordableCliques.ts";
import type { JointLedger } from "./jointLedger.ts";
import type { JointPlan } from "./jointPlan.ts";
import { jointState, type OpenedTable } from "./jointState.ts";
import { scoreInput } from "./scoreInput.ts";

/** How well a fit between rounds must do: it only says where to look next. */
const ROUGH = { tolerance: 1e-3, maxEvaluations: 60 };
const FIRST = { tolerance: 1e-3, maxEvaluations: 200 };

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
  if (order.mechanism === "mst") {
    const pairs = cliques.map(({ columns: [a, b] }) => (b === undefined ? null : ([a!, b] as const)));
    const job = {
      counts,
      layout,
      pairs,
      columns: sizes.length,
      ...schedule[0]!,
      ...scoreInput(plan, state, 0),
    };
    await runMst(party, job, hooks);
    return tables;
  }
  await runAim(
    party,
    { counts, layout, schedule },
    {
      ...hooks,
      next(round) {
        const candidates = affordableCliques(plan, state, round);
        return candidates.length === 0 ? null : { candidates, ...scoreInput(plan, state, round) };
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
