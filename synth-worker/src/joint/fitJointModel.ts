import { type JointModel, SymbolonError, tableCells } from "@symbolon/protocol";
import { domainOf } from "../tabular/domain.ts";
import type { ModelState } from "../tabular/model/modelState.ts";
import { jointState } from "./jointState.ts";

/** Cells calculated in the fit at least, all its evaluations together, as in the central engine: seconds for the largest models. */
const FIT_CELLS = 2e7;

/**
 * The maximum-entropy model of a joint measurement: a function of the document alone, bit for bit the same on every machine, so that nodes,
 * browser and verifier make it again. Throws E1006 for tables that do not fit the schema.
 */
export function fitJointModel(model: Pick<JointModel, "schema" | "tables" | "rhoMicro">): ModelState {
  const { names, sizes } = domainOf(model.schema);
  const tables = model.tables.map(({ columns, coins, noisyCounts }) => {
    const numbers = columns.map((name) => names.indexOf(name));
    if (numbers.some((column, i) => column <= (numbers[i - 1] ?? -1)))
      refuse(`${columns.join(" * ")} are not columns of the schema in its order`);
    if (noisyCounts.length !== tableCells(sizes, numbers))
      refuse(`${columns.join(" * ")} has not one count per cell`);
    return { columns: numbers, coins, counts: noisyCounts };
  });
  const oneWays = tables.slice(0, sizes.length);
  if (
    oneWays.length < sizes.length ||
    oneWays.some(({ columns }, i) => columns.length > 1 || columns[0] !== i)
  )
    refuse("the table of a column is missing");
  const columns = model.schema.columns.map(({ kind }, i) => ({
    size: sizes[i]!,
    ordered: kind === "numeric",
  }));
  const state = jointState(columns, oneWays, BigInt(model.rhoMicro));
  for (const { columns, coins, counts } of tables.slice(sizes.length))
    state.add({ columns, counts: Float64Array.from(counts), variance: coins / 4 });
  const affordable = Math.floor(FIT_CELLS / state.cellsWith([]));
  state.refit({ tolerance: 2e-5, maxEvaluations: Math.min(3000, Math.max(400, affordable)) });
  return state;
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "joint model", reason });
}
