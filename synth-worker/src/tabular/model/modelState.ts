import { junctionCells } from "@symbolon/protocol";
import { toNumber } from "../../math/toNumber.ts";
import type { NoisyTable } from "../../privacy/privateTable.ts";
import { type CliqueTree, cliqueTree } from "../inference/cliqueTree.ts";
import { fitMaxEnt, type MaxEntFit, type Target } from "../inference/fitMaxEnt.ts";
import { projection } from "../inference/projection.ts";

/** A measured table on coarse levels; variance per cell in squared records. */
export type Measured = {
  readonly columns: readonly number[];
  readonly counts: Float64Array;
  readonly variance: number;
};

/** Combinations of levels that cannot occur: allowed[cell] = 0 over `columns`, row-major. */
export type StructuralZeros = { readonly columns: readonly number[]; readonly allowed: Uint8Array };

/** Log-potentials the model starts from, such as a public cohort's or a foundation's. */
export type BaseTable = { readonly columns: readonly number[]; readonly logPotentials: Float64Array };

/** The 1-way tables' prior is this much weaker: they are what the data tell best. */
const ONE_WAY_PRIOR = 0.1;

/** Measurements so far and the model fitted to them, refitted from where it stood. */
export class ModelState {
  readonly sizes: readonly number[];
  readonly total: number;
  readonly priorWeight: number;
  readonly zeros: readonly StructuralZeros[];
  readonly base: readonly BaseTable[];
  readonly measured: Measured[] = [];
  readonly #warm: (Float64Array | null)[] = [];
  #fit: MaxEntFit | null = null;

  constructor(options: {
    sizes: readonly number[];
    total: number;
    priorWeight: number;
    zeros: readonly StructuralZeros[];
    base: readonly BaseTable[];
  }) {
    this.sizes = options.sizes;
    this.total = options.total;
    this.priorWeight = options.priorWeight;
    this.zeros = options.zeros;
    this.base = options.base;
  }

  /** Adds a table; one over the same columns is combined with what is there by inverse variances. */
  add(table: Measured): void {
    const key = table.columns.join();
    const same = this.measured.findIndex(({ columns }) => columns.join() === key);
    if (same < 0) {
      this.measured.push(table);
      this.#warm.push(null);
      return;
    }
    const old = this.measured[same]!;
    const weight = old.variance / (old.variance + table.variance);
    this.measured[same] = {
      columns: table.columns,
      counts: old.counts.map((count, i) => count + weight * (table.counts[i]! - count)),
      variance: weight * table.variance,
    };
  }

  addNoisy({ columns, counts, sigma }: NoisyTable): void {
    const deviation = toNumber(sigma);
    this.add({ columns, counts, variance: deviation * deviation });
  }

  /** Cells of the junction tree if `more` tables joined. */
  cellsWith(more: readonly (readonly number[])[]): number {
    return junctionCells(this.sizes, [...this.#sets(), ...more]);
  }

  refit(limits: { tolerance: number; maxEvaluations: number }): MaxEntFit {
    const tree = cliqueTree(this.sizes, this.#sets());
    const fit = fitMaxEnt({
      tree,
      targets: targetsOf(this.measured, this),
      base: this.base,
      masks: masksOf(tree, this.zeros),
      warm: this.#warm,
      ...limits,
    });
    for (const [i, potentials] of fit.potentials.entries()) this.#warm[i] = potentials;
    this.#fit = fit;
    return fit;
  }

  /** The last fit. Throws RangeError before the first. */
  get fit(): MaxEntFit {
    if (this.#fit === null) throw new RangeError("nothing was fitted yet");
    return this.#fit;
  }

  #sets(): (readonly number[])[] {
    return [...this.measured, ...this.zeros, ...this.base].map(({ columns }) => columns);
  }
}

/** Measured tables as the fit takes them: shares, and as ridge the variance of a share times the prior's weight. */
export function targetsOf(
  tables: readonly {
    readonly columns: readonly number[];
    readonly counts: ArrayLike<number>;
    readonly variance: number;
  }[],
  { total, priorWeight }: { readonly total: number; readonly priorWeight: number },
): Target[] {
  return tables.map(({ columns, counts, variance }) => ({
    columns,
    shares: Float64Array.from(counts, (count) => count / total),
    slack: (priorWeight * (columns.length === 1 ? ONE_WAY_PRIOR : 1) * variance) / (total * total),
  }));
}

/** For every clique of the tree, which of its cells the structural zeros inside it allow; null where all are. */
export function masksOf(tree: CliqueTree, zeros: readonly StructuralZeros[]): (Uint8Array | null)[] {
  return tree.cliques.map(({ columns }) => {
    let mask: Uint8Array | null = null;
    for (const { columns: own, allowed } of zeros) {
      if (!own.every((column) => columns.includes(column))) continue;
      const index = projection(tree.sizes, columns, own);
      mask ??= new Uint8Array(index.length).fill(1);
      for (let i = 0; i < index.length; i++) if (allowed[index[i]!] === 0) mask[i] = 0;
    }
    return mask;
  });
}
