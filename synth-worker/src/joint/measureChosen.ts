import { measureTables } from "../mpc/circuits/measureTables.ts";
import type { MechanismHooks } from "../mpc/circuits/mechanismHooks.ts";
import type { Planes } from "../mpc/circuits/planes.ts";
import { runAim } from "../mpc/circuits/runAim.ts";
import { runMst } from "../mpc/circuits/runMst.ts";
import type { Party } from "../mpc/rss/party.ts";
import { stopped } from "../mpc/rss/stopped.ts";
import { affordableCliques } from "./affordableCliques.ts";
import type { JointLedger } from "./jointLedger.ts";
import type { JointPlan } from "./jointPlan.ts";
import { jointState, type OpenedTable } from "./jointState.ts";
import { scoreInput } from "./scoreInput.ts";

/** How well a fit between rounds must do: it only says where to look next. */
const ROUGH = { tolerance: 1e-3, maxEvaluations: 60 };
const FIRST = { tolerance: 1e-3, maxEvaluations: 200 };

/**
 * Opens the tables of the plan's mechanism with noise, or takes what the ledger's journal has of them: every column's first, then by rounds (aim:
 * runAim, the model refitted in between), along a tree (mst: runMst), or in the order's sequence (fixed). What the model expects is a function of
 * what was opened, so all parties score alike. Fewer rounds, edges or sets when charges were lost; throws E4020 when too many were lost
 * for every column's table.
 */
export async function measureChosen(
  party: Party,
  plan: JointPlan,
  counts: Planes,
  { ledger, pause }: { readonly ledger: JointLedger; readonly pause?: (() => Promise<void>) | undefined },
): Promise<OpenedTable[]> {
  const { order, cliques, layout, sizes, schedule, fractionBits } = plan;
  const tables: OpenedTable[] = [];
  const { choose } = ledger.openings;
  const measure: MechanismHooks["measure"] = async (charge, prepare) => {
    const opened = await ledger.openings.measure(charge, prepare);
    if (opened !== null)
      tables.push({ columns: cliques[charge.clique]!.columns, coins: charge.coins, counts: opened });
    return opened;
  };
  const first = [...cliques.keys()].slice(0, schedule.length === 0 ? cliques.length : sizes.length);
  await measureTables(party, { counts, layout, cliques: first, coins: plan.oneWayCoins }, { measure });
  if (tables.length < sizes.length)
    throw stopped(
      order.orderId,
      "too many charges were lost: the budget does not cover every column's table",
    );
  if (schedule.length === 0) return tables;
  const columns = order.schema.columns.map(({ kind }, i) => ({
    size: sizes[i]!,
    ordered: kind === "numeric",
  }));
  const state = jointState(columns, tables, plan.rhoMicro);
  state.refit(FIRST);
  await pause?.();
  const job = { counts, layout, fractionBits, weights: cliques.map(({ weight }) => weight) };
  if (order.mechanism === "mst") {
    const pairs = cliques.map(({ columns: [a, b] }) => (b === undefined ? null : ([a!, b] as const)));
    await runMst(
      party,
      {
        ...job,
        ...schedule[0]!,
        pairs,
        columns: sizes.length,
        expect: () => scoreInput(plan, state, 0),
      },
      { choose, measure, another: (chosen) => ledger.coversChoice(chosen, chosen + 1) },
    );
    return tables;
  }
  await runAim(
    party,
    { ...job, schedule },
    {
      choose,
      async measure(charge, prepare) {
        const opened = await measure(charge, prepare);
        if (opened === null) return null;
        const { columns: own } = cliques[charge.clique]!;
        state.add({ columns: own, counts: opened, variance: charge.coins / 4 });
        state.refit(ROUGH);
        await pause?.();
        return opened;
      },
      next(round) {
        const measured = tables.map(({ columns: own }) => own);
        const candidates = affordableCliques(plan, measured, round);
        if (candidates.length === 0 || !ledger.coversChoice(round, 1)) return null;
        return { candidates, expect: () => scoreInput(plan, state, round) };
      },
    },
  );
  return tables;
}
