import { MAX_JUNCTION_CELLS, SymbolonError } from "@symbolon/protocol";
import { deterministicExp } from "../math/deterministicExp.ts";
import type { Rational } from "../math/rational.ts";
import { laneLayout } from "../mpc/circuits/laneLayout.ts";
import { MAX_DATASETS } from "../mpc/mpcJob.ts";
import { MAX_ROWS } from "../mpc/vertical/verticalJob.ts";
import { binomialCoinsFor } from "../privacy/binomialCoinsFor.ts";
import { orderBudget } from "../privacy/orderBudget.ts";
import { PICO_PER_RHO } from "../privacy/picoRho.ts";
import { selectionCost } from "../privacy/selectionCost.ts";
import { selectionScaleFor } from "../privacy/selectionScaleFor.ts";
import { budgetShares } from "./budgetShares.ts";
import type { JointOrder } from "./jointOrder.ts";
import type { JointPlan } from "./jointPlan.ts";
import { PADDING_POOL } from "./linked/paddingIdentifiers.ts";
import { planCliques } from "./planCliques.ts";
import { planSensitivity } from "./planSensitivity.ts";

const MAX_TABLE_CELLS = 1000;
/** Finite precision of the noise adds 5.2 units to twice the sensitivity: 0.3 % at 2^10 units per patient. */
const FRACTION_BITS = 10;
/** Pico-rho of a micro-rho: how finely shares of the budget are cut. */
const PARTS = 1_000_000;
const ROUNDS_PER_COLUMN = 8;
/** Coins of a cell are never fewer, so that a table's part of delta is below this. */
const TABLE_DELTA = 2 ** -64;

/**
 * The plan of an order. The budget is the smaller of the order's and what (epsilon, delta) allow altogether (orderBudget); what the
 * noise's finite precision costs fits the hundredth of delta that orderBudget leaves (docs/proofs/binomial-noise.md, mpc-selection.md). The
 * budget is split like the central engine's (tabular/mechanisms/plan.ts): tables of one column, a tenth for choices, the rest for the
 * tables chosen, in rounds of equal cost. Throws E1006 for an order that cannot be run, RangeError for epsilon or delta out of range.
 */
export function planJoint(order: JointOrder): JointPlan {
  checkOrder(order);
  const { schema, mechanism, epsilon, delta } = order;
  const cliques = planCliques(schema, {
    mechanism,
    workload: order.workload,
    maxTableCells: order.maxTableCells ?? MAX_TABLE_CELLS,
  });
  const columns = schema.columns.length;
  const sizes = cliques.slice(0, columns).map(({ cells }) => cells);
  const choosable = cliques.slice(columns);
  const most = mostRounds(order, choosable.length);
  const distance =
    most * selectionCost({ sensitivity: 1, scale: 1, candidates: choosable.length || 1 }).totalVariation +
    cliques.length * TABLE_DELTA;
  const ownDelta = distance * (1 + deterministicExp(epsilon)) * (1 + 2 ** -40);
  if (ownDelta > delta / 100) refuse("delta is too small for noise of finite precision");
  const allowed = orderBudget(epsilon, delta);
  let { rhoMicro } = allowed;
  if (order.rhoMicro < rhoMicro) rhoMicro = order.rhoMicro;
  if (rhoMicro < 1n) refuse("there is no budget");
  const { maxOrder } = allowed;
  const shares = budgetShares(mechanism, { columns, patients: order.patients, rhoMicro });
  const rounds = mechanism === "aim" ? Math.min(most, order.rounds ?? shares.rounds) : most;
  /** One of `of` equal parts of a share of the budget, in whole pico-rho: what is charged for it is not rounded above it. */
  const part = (share: number, of: number): Rational => ({
    num: (rhoMicro * BigInt(Math.floor(share * PARTS))) / BigInt(of),
    den: PICO_PER_RHO,
  });
  const oneWayShare = rounds === 0 ? 1 : shares.oneWayShare;
  const measured = rounds === 0 ? cliques.length : columns;
  const sensitivity = planSensitivity({ cliques, fractionBits: FRACTION_BITS });
  const round =
    rounds === 0
      ? undefined
      : {
          scale: selectionScaleFor(part(shares.selectShare, rounds), sensitivity),
          coins: binomialCoinsFor(part(1 - oneWayShare - shares.selectShare, rounds), maxOrder),
        };
  return {
    order,
    sizes,
    cliques,
    layout: laneLayout(cliques.map(({ cells }) => cells)),
    planes: order.mostPatients.toString(2).length,
    fractionBits: FRACTION_BITS,
    rhoMicro,
    maxOrder,
    ownDelta,
    oneWayCoins: binomialCoinsFor(part(oneWayShare, measured), maxOrder),
    schedule: round === undefined ? [] : new Array<typeof round>(rounds).fill(round),
    maxJunctionCells: Math.min(shares.maxJunctionCells, MAX_JUNCTION_CELLS),
  };
}

/** AIM has rounds by the budget, up to 8 per column; a tree has an edge less than columns. Each table is measured once at most. */
function mostRounds({ mechanism, schema, rounds }: JointOrder, choosable: number): number {
  if (mechanism === "fixed") return 0;
  const { length } = schema.columns;
  return Math.min(choosable, mechanism === "mst" ? length - 1 : (rounds ?? ROUNDS_PER_COLUMN * length));
}

function checkOrder({
  datasetIds,
  patients,
  mostPatients,
  maxTableCells,
  rounds,
  mechanism,
  workload,
  linked,
  schema,
}: JointOrder): void {
  const isCount = (value: number | undefined, most: number) =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= most);
  if (datasetIds.length === 0 || datasetIds.length > MAX_DATASETS)
    refuse(`1 to ${MAX_DATASETS} datasets are needed`);
  if (new Set(datasetIds).size !== datasetIds.length) refuse("a dataset repeats");
  if (!isCount(patients, 2 ** 30)) refuse("patients is a whole number from 1");
  if (!isCount(mostPatients, 2 ** 24 - 1)) refuse("a hospital has 1 to 16,777,215 patients");
  if (!isCount(maxTableCells, 2 ** 16)) refuse("a table has 1 to 65,536 cells");
  if (!isCount(rounds, 1000)) refuse("there are 1 to 1,000 rounds");
  if (mechanism === "fixed" && workload.length === 0) refuse("a fixed workload names at least one set");
  if (linked === undefined) return;
  if (mechanism !== "fixed" || workload.some((set) => set.length !== 2))
    refuse("of linked patients, pairs that the order names are measured");
  if (linked.length !== 2 || datasetIds.length !== 2) refuse("patients of exactly two datasets are linked");
  if (!linked.every((columns) => isCount(columns, 200)) || linked[0]! + linked[1]! !== schema.columns.length)
    refuse("the datasets' columns are not those of the schema");
  if (mostPatients > MAX_ROWS - PADDING_POOL)
    refuse(`a hospital has at most ${MAX_ROWS - PADDING_POOL} patients`);
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "joint order", reason });
}
