import { digestOfDocument, type Hex, SymbolonError } from "@symbolon/protocol";
import type { Rational } from "../math/rational.ts";

/**
 * What all parties of one sum agree on before any share moves. Its digest enters every commitment, so a message
 * of another order, chain, layout, noise level or party list never verifies.
 */
export type MpcJob = {
  readonly chainId: number;
  readonly orderId: string;
  /** One share vector per dataset, in the order's sequence; the dataset stands for its hospital. */
  readonly datasetIds: readonly string[];
  /** The three node accounts; a node's place in this list is its index. */
  readonly nodes: readonly string[];
  /** Cells per vector. */
  readonly length: number;
  /** sigma^2 per cell that the budget is charged for; each node adds half of it. */
  readonly variance: { readonly num: string; readonly den: string };
};

/** The most datasets one sum may join: with at most 2^24 patients each, a cell stays below 2^30 and never wraps. */
export const MAX_DATASETS = 64;

/** sha256 of the job's canonical JSON, node accounts in lower case. Throws E1006 for a job that no sum can be run on. */
export function jobDigest(job: MpcJob): Hex {
  const nodes = job.nodes.map((node) => node.toLowerCase());
  const fault =
    nodes.length !== 3 || new Set(nodes).size !== 3
      ? "three different nodes are needed"
      : job.datasetIds.length < 1 || job.datasetIds.length > MAX_DATASETS
        ? `1 to ${MAX_DATASETS} datasets are needed`
        : new Set(job.datasetIds).size !== job.datasetIds.length
          ? "a dataset repeats"
          : !Number.isInteger(job.length) || job.length < 1
            ? "the vector has no cells"
            : undefined;
  if (fault !== undefined) throw new SymbolonError("E1006", { document: "sum job", reason: fault });
  return digestOfDocument({ format: "symbolon-sum/1", ...job, nodes });
}

/** The variance each node adds to each cell: sigma^2 / 2, so that any two honest nodes make up sigma^2. */
export function nodeVariance(job: MpcJob): Rational {
  return { num: BigInt(job.variance.num), den: 2n * BigInt(job.variance.den) };
}

/** The index 0..2 of a node account (compared without regard to case); throws E4005 for an account that is no party. */
export function nodeIndex(job: MpcJob, node: string): 0 | 1 | 2 {
  const index = job.nodes.findIndex((account) => account.toLowerCase() === node.toLowerCase());
  if (index < 0) throw new SymbolonError("E4005", { sender: node, orderId: job.orderId });
  return index as 0 | 1 | 2;
}
