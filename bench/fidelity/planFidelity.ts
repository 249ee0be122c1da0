import type { FidelityJob } from "./fidelityJob.ts";
import { fidelityTables } from "./fidelityTables.ts";

/** The leaf that the engine's settings were chosen at, on seeds 101 to 108; those reported start at 0. */
const LEAF = 100;

/** Every run that the options ask for. Throws Error for an unknown table or a number out of range. */
export function planFidelity(options: {
  readonly quick: boolean;
  readonly tables?: string | undefined;
  readonly seeds?: string | undefined;
  readonly leaf?: string | undefined;
}): FidelityJob[] {
  const known = Object.keys(fidelityTables);
  const tables = options.tables?.split(",") ?? known;
  for (const name of tables)
    if (!known.includes(name))
      throw new Error(`there is no table ${name}; --tables takes ${known.join(",")}`);
  const seeds = Number(options.seeds ?? (options.quick ? 1 : 3));
  if (!Number.isInteger(seeds) || seeds < 1) throw new Error("--seeds is a whole number from 1");
  const leaf = Number(options.leaf ?? LEAF);
  if (!Number.isInteger(leaf) || leaf < 2) throw new Error("--leaf is a whole number from 2");
  return tables.flatMap((table) => Array.from({ length: seeds }, (_, seed) => ({ table, seed, leaf })));
}
