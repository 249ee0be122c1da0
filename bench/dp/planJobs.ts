import { type DpJob, MECHANISMS, type Mechanism } from "./job.ts";
import { tables } from "./tables.ts";

/** What to measure, as asked on the command line. */
export type DpPlan = {
  readonly tables: readonly string[];
  readonly mechanisms: readonly Mechanism[];
  readonly epsilons: readonly number[];
  readonly seeds: readonly number[];
};

/** Below the inverse of any table's rows, and what the anchors used. */
const DELTA = 1e-9;
/** Learning from synthetic rows is measured at these epsilons only: there are anchors for them. */
const TRANSFER_EPSILONS = [1, 10];

/** The plan of the options, each a comma-separated list. Throws Error for an unknown name or a number out of range. */
export function planOf(options: {
  readonly quick: boolean;
  readonly tables?: string | undefined;
  readonly mechanisms?: string | undefined;
  readonly epsilons?: string | undefined;
  readonly seeds?: string | undefined;
}): DpPlan {
  const list = (text: string | undefined, otherwise: readonly string[]) => text?.split(",") ?? otherwise;
  const chosen = list(options.tables, Object.keys(tables));
  for (const name of chosen)
    if (!Object.hasOwn(tables, name))
      throw new Error(`there is no table ${name}; --tables takes ${Object.keys(tables).join(",")}`);
  const mechanisms = list(options.mechanisms, ["mst", "aim"]).map((name) => {
    const found = MECHANISMS.find((mechanism) => mechanism === name);
    if (found === undefined)
      throw new Error(`there is no mechanism ${name}; --mechanisms takes ${MECHANISMS.join(",")}`);
    return found;
  });
  const epsilons = list(options.epsilons, options.quick ? ["1"] : ["0.1", "1", "10"]).map(Number);
  if (!epsilons.every((epsilon) => epsilon > 0 && epsilon <= 100))
    throw new Error("--epsilons takes numbers above 0, at most 100");
  const count = Number(options.seeds ?? (options.quick ? 1 : 3));
  if (!Number.isInteger(count) || count < 1) throw new Error("--seeds is a whole number from 1");
  return { tables: chosen, mechanisms, epsilons, seeds: Array.from({ length: count }, (_, seed) => seed) };
}

/** Every run of a plan, table by table, the seeds of one setting together. */
export function jobsOf({ tables: names, mechanisms, epsilons, seeds }: DpPlan): DpJob[] {
  const jobs: DpJob[] = [];
  for (const table of names)
    for (const protocol of ["marginals", "transfer"] as const)
      for (const mechanism of mechanisms)
        for (const epsilon of epsilons) {
          if (protocol === "transfer" && !TRANSFER_EPSILONS.includes(epsilon)) continue;
          for (const seed of seeds) jobs.push({ table, protocol, mechanism, epsilon, delta: DELTA, seed });
        }
  return jobs;
}
