import { deterministicLog } from "../../math/deterministicLog.ts";
import { fillRoundedGaussian } from "../../random/fillRoundedGaussian.ts";
import { keystream } from "../../random/keystream.ts";
import { spanningForest } from "../../tabular/spanningForest.ts";
import { affordableCliques } from "../affordableCliques.ts";
import type { HospitalTables } from "../countTables.ts";
import type { JointPlan } from "../jointPlan.ts";
import { jointState, type OpenedTable } from "../jointState.ts";
import { scoreInput } from "../scoreInput.ts";

/**
 * TESTS ONLY: what a trusted curator would open by the same plan: rounded Gaussian noise of the coins' variance, and exact Gumbel noise in the
 * choices. No bit planes and none of the circuits, so that whatever they did wrong would show as a difference.
 */
export function centralTwin(plan: JointPlan, { counts }: HospitalTables, seed: number): OpenedTable[] {
  const { order, cliques, sizes, schedule } = plan;
  const key = new Uint8Array(32);
  new DataView(key.buffer).setUint32(0, seed, true);
  const stream = keystream(key, "central twin");
  const uniform = () => (stream.nextBelow(2 ** 32) + 0.5) / 2 ** 32;
  const starts: number[] = [];
  let cells = 0;
  for (const clique of cliques) {
    starts.push(cells);
    cells += clique.cells;
  }
  const exact = (i: number) => counts.subarray(starts[i]!, starts[i]! + cliques[i]!.cells);
  const measure = (i: number, coins: number): OpenedTable => {
    const noise = new Float64Array(cliques[i]!.cells);
    const parts = 1n << 20n;
    const sigma = { num: BigInt(Math.round((Math.sqrt(coins) / 2) * Number(parts))), den: parts };
    fillRoundedGaussian(noise, sigma, { guarantee: false, bytes: stream.bytes });
    return {
      columns: cliques[i]!.columns,
      coins,
      counts: noise.map((value, cell) => value + exact(i)[cell]!),
    };
  };
  const tables = sizes.map((_, column) => measure(column, plan.oneWayCoins));
  const state = jointState(
    order.schema.columns.map(({ kind }, i) => ({ size: sizes[i]!, ordered: kind === "numeric" })),
    tables,
    plan.rhoMicro,
  );
  state.refit({ tolerance: 1e-3, maxEvaluations: 200 });
  const scores = (round: number) => {
    const { expected, penalties } = scoreInput(plan, state, round);
    return cliques.map((_, i) => {
      let distance = 0;
      for (const [cell, count] of exact(i).entries())
        distance += Math.abs(count - expected[starts[i]! + cell]!);
      return cliques[i]!.weight * distance * 2 ** plan.fractionBits - penalties[i]!;
    });
  };
  const choose = (from: readonly number[], of: readonly number[], scale: number) => {
    const noisy = new Map(
      from.map((i) => [i, of[i]! - scale * deterministicLog(-deterministicLog(uniform()))]),
    );
    return from.reduce((best, i) => (noisy.get(i)! > noisy.get(best)! ? i : best));
  };
  if (order.mechanism === "mst") {
    const once = scores(0);
    const chosen: number[] = [];
    const joins = (i: number) => {
      const edges = [...chosen, i].map((e) => ({
        a: cliques[e]!.columns[0]!,
        b: cliques[e]!.columns[1]!,
        weight: 1,
      }));
      return spanningForest(sizes.length, edges).length === edges.length;
    };
    for (const { scale } of schedule) {
      const from = [...cliques.keys()].filter((i) => i >= sizes.length && joins(i));
      chosen.push(choose(from, once, scale));
    }
    return [...tables, ...chosen.map((i) => measure(i, schedule[0]!.coins))];
  }
  for (const [round, { scale, coins }] of schedule.entries()) {
    const from = affordableCliques(
      plan,
      tables.map(({ columns }) => columns),
      round,
    );
    if (from.length === 0) break;
    const table = measure(choose(from, scores(round), scale), coins);
    tables.push(table);
    state.add({ columns: table.columns, counts: Float64Array.from(table.counts), variance: coins / 4 });
    state.refit({ tolerance: 1e-3, maxEvaluations: 60 });
  }
  return tables;
}
