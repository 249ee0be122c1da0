import { JointModel, SymbolonError } from "@symbolon/protocol";
import { chainLink, type PublishedOpening } from "./chainLink.ts";
import { columnNames } from "./columnNames.ts";
import { followLedger } from "./followLedger.ts";
import type { JointPlan } from "./jointPlan.ts";
import { leftOutCliques } from "./leftOutCliques.ts";
import { planJoint } from "./planJoint.ts";
import { StepBudget } from "./stepBudget.ts";
import { tableCoins } from "./tableCoins.ts";

/** One thing that was looked at. `detail` says what was found, in words. */
export type JointModelCheck = { readonly name: string; readonly ok: boolean; readonly detail: string };

/**
 * Checks a document `symbolon-model/3` against itself, as whoever has nothing else can: that its budget is what (epsilon, delta) allow, that the
 * ledger is a run of the plan its parameters give, at the plan's prices and within the budget, that its tables are those that the ledger
 * says, and that the chain from its inputs to transcriptRoot covers all of it. That three nodes signed it and that root and inputs are those on
 * chain is the caller's to check. Throws E1006 for something that is not such a document.
 */
export function checkJointModel(document: unknown): JointModelCheck[] {
  const parsed = JointModel.safeParse(document);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new SymbolonError("E1006", { document: "joint model", reason: `${path.join(".")}: ${message}` });
  }
  const model = parsed.data;
  const chain = check("chain", chainFault(model), `ends at ${model.transcriptRoot}`);
  const plan = planOf(model);
  if (typeof plan === "string") return [check("plan", plan, ""), chain];
  const ledger = model.ledger.map((entry) => ({
    ...entry,
    clique: entry.columns === null ? null : cliqueOf(plan, entry.columns),
  }));
  const budget = new StepBudget(plan);
  const spent = ledger.reduce((sum, { picoRho }) => sum + BigInt(picoRho), 0n);
  const wrongPrice = ledger.findIndex((entry) => !budget.isPlanned(entry));
  const unknownEntry = ledger.findIndex(({ clique }) => clique === -1);
  const unknown = unknownEntry < 0 ? null : `entry ${unknownEntry + 1}: the plan has no such table`;
  const lost = ledger.filter(({ clique }) => clique === null).length;
  return [
    check("plan", planFault(model, plan), `${plan.schedule.length} rounds, ${plan.cliques.length} tables`),
    check(
      "openings",
      unknown ?? followLedger(plan, ledger),
      `${ledger.length} charges, ${lost} of them lost`,
    ),
    check(
      "prices",
      wrongPrice < 0 ? null : `entry ${wrongPrice + 1} is not at the plan's price`,
      "as the plan says",
    ),
    check(
      "budget",
      spent <= BigInt(model.rhoMicro) * 1_000_000n ? null : `${spent} pico-rho are above the budget`,
      `${spent} pico-rho of ${model.rhoMicro} micro-rho`,
    ),
    check("tables", unknown ?? tablesFault(model, plan, ledger), `${model.tables.length} tables`),
    chain,
  ];
}

function check(name: string, fault: string | null, detail: string): JointModelCheck {
  return { name, ok: fault === null, detail: fault ?? detail };
}

/** The plan of the document's parameters, or why there is none. */
function planOf(model: JointModel): JointPlan | string {
  const { orderId, schema, mechanism, epsilon, delta, parameters, datasetIds, refused, linked } = model;
  try {
    return planJoint({
      orderId,
      schema,
      datasetIds: [...datasetIds, ...refused.map(({ datasetId }) => datasetId)],
      mechanism,
      epsilon,
      delta,
      rhoMicro: BigInt(model.rhoMicro),
      ...parameters,
      ...(linked === undefined ? {} : { linked: linked.map(({ columns }) => columns.length) }),
    });
  } catch (error) {
    if (error instanceof SymbolonError || error instanceof RangeError) return error.message;
    throw error;
  }
}

function planFault(model: JointModel, plan: JointPlan): string | null {
  if (plan.rhoMicro !== BigInt(model.rhoMicro))
    return `epsilon and delta allow ${plan.rhoMicro} micro-rho, not ${model.rhoMicro}`;
  if (plan.maxOrder !== model.maxOrder)
    return `the budget is for orders up to ${plan.maxOrder}, not ${model.maxOrder}`;
  return linkedFault(model);
}

/** A model of linked patients names its two datasets, both in, and their columns in the schema's order. */
function linkedFault({ linked, schema, datasetIds, refused }: JointModel): string | null {
  if (linked === undefined) return null;
  const ids = linked.map(({ datasetId }) => datasetId);
  if (refused.length > 0 || ids.join() !== datasetIds.join()) return "not both linked datasets are in";
  const names = schema.columns.map(({ name }) => name).join("\n");
  if (linked.flatMap(({ columns }) => columns).join("\n") !== names)
    return "the linked columns are not the schema's";
  return null;
}

/** Tables are those that the ledger opened, in its order, of the plan's cells and noise; what was left out is named. */
function tablesFault(
  model: JointModel,
  plan: JointPlan,
  ledger: readonly (JointModel["ledger"][number] & { readonly clique: number | null })[],
): string | null {
  const opened = ledger.filter(({ kind, clique }) => kind === "table" && clique !== null);
  if (opened.length !== model.tables.length)
    return `${model.tables.length} tables, and ${opened.length} in the ledger`;
  for (const [i, { columns, coins, noisyCounts }] of model.tables.entries()) {
    const clique = opened[i]!.clique!;
    const name = columns.join(" * ");
    if (cliqueOf(plan, columns) !== clique) return `${name} is not what the ledger opened`;
    if (coins !== tableCoins(plan, clique)) return `${name} has ${coins} coins`;
    if (noisyCounts.length !== plan.cliques[clique]!.cells) return `${name} has not one count per cell`;
  }
  const leftOut = leftOutCliques(plan, ledger).map((clique) => columnNames(plan, clique).join(" * "));
  const named = model.leftOut.map((columns) => columns.join(" * "));
  return leftOut.join() === named.join() ? null : `left out is ${leftOut.join(", ") || "nothing"}`;
}

/** Follows the chain from the inputs; a table's counts are those of the document. */
function chainFault({ inputsDigest, ledger, tables, transcriptRoot }: JointModel): string | null {
  let chain = inputsDigest;
  for (const [i, { columns, chain: told, ...entry }] of ledger.entries()) {
    let opened: PublishedOpening | null = columns === null ? null : { columns };
    if (columns !== null && entry.kind === "table")
      opened = tables.find((table) => table.columns.join("\n") === columns.join("\n")) ?? { columns };
    chain = chainLink(chain, entry, opened);
    if (chain !== told) return `entry ${i + 1} does not follow from what comes before it and what it opened`;
  }
  return chain === transcriptRoot ? null : `the chain ends at ${chain}`;
}

/** The plan's table of these columns, or -1. */
function cliqueOf(plan: JointPlan, columns: readonly string[]): number {
  const name = columns.join("\n");
  return plan.cliques.findIndex((_, clique) => columnNames(plan, clique).join("\n") === name);
}
