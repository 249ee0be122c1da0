import { SymbolonError } from "@symbolon/protocol";
import { checkMeasurement, type Measurement } from "./checkMeasurement.ts";
import { cliqueLayout } from "./cliqueLayout.ts";
import { type Domain, domainOf } from "./domain.ts";
import { estimateMarginals } from "./estimateMarginals.ts";
import { fitPairTable } from "./fitPairTable.ts";
import { mutualInformation } from "./mutualInformation.ts";
import { spanningForest } from "./spanningForest.ts";

/**
 * A column of the tree: its parent (-1 for a root) with P(column | parent), row-major, parent first; and, where a
 * measured pair outside the tree links it to an earlier column, that companion with P(column | companion).
 */
export type TreeNode = {
  readonly column: number;
  readonly parent: number;
  readonly conditional: Float64Array;
  readonly companion: { readonly column: number; readonly conditional: Float64Array } | null;
};

/** A tree-shaped graphical model: nodes in sampling order (a parent and a companion before the column). */
export type TreeModel = {
  readonly domain: Domain;
  readonly total: number;
  readonly nodes: readonly TreeNode[];
};

/**
 * Fits a tree-shaped graphical model (Chow and Liu 1968) to noisy 1-way and 2-way counts: consistent estimates,
 * noise-aware pair tables, then the maximum spanning tree of the measured pairs under the fitted tables' mutual
 * information. Columns that no informative pair reaches are roots of their own, hence independent. A measured pair that
 * is no tree edge is not thrown away: it becomes the companion of its later column (one per column, the
 * strongest). Bit for bit the same on every machine. Throws E1006 for a set of three columns and as
 * checkMeasurement does.
 */
export function fitTree(model: Measurement): TreeModel {
  const domain = domainOf(model.schema);
  const layout = cliqueLayout(domain, model.workload);
  const { cellVariance } = checkMeasurement(model, layout);
  const wider = model.workload.find((set) => set.length > 2);
  if (wider !== undefined)
    throw new SymbolonError("E1006", {
      document: "model",
      reason: `the engine tree takes pairs only, not ${wider.join(" * ")}`,
    });

  const { total, oneWay, interactions } = estimateMarginals(layout, model.noisyCounts);
  const pairs = layout.cliques.slice(domain.names.length).map(({ columns }, i) => {
    const [a, b] = columns as [number, number];
    const table = fitPairTable({
      rows: oneWay[a]!,
      columns: oneWay[b]!,
      interaction: interactions[i]!,
      cellVariance,
    });
    return { a, b, table, weight: mutualInformation(table, domain.sizes[b]!) };
  });
  const inTree = new Set(spanningForest(domain.names.length, pairs));
  const edges = pairs.filter((_, index) => inTree.has(index));
  const others = pairs.filter(({ weight }, index) => !inTree.has(index) && weight > 0);
  return { domain, total, nodes: addCompanions(orientTree(oneWay, edges), others, oneWay) };
}

type Edge = { readonly a: number; readonly b: number; readonly table: Float64Array; readonly weight: number };

/** Gives each column the strongest of its measured pairs outside the tree whose other column comes earlier. */
function addCompanions(
  nodes: readonly TreeNode[],
  pairs: readonly Edge[],
  oneWay: readonly Float64Array[],
): TreeNode[] {
  const place = new Map(nodes.map(({ column }, index) => [column, index]));
  return nodes.map((node) => {
    if (node.parent < 0) return node;
    let best: Edge | undefined;
    for (const pair of pairs) {
      const other = pair.a === node.column ? pair.b : pair.b === node.column ? pair.a : -1;
      if (other < 0 || place.get(other)! > place.get(node.column)!) continue;
      if (best === undefined || pair.weight > best.weight) best = pair;
    }
    if (best === undefined) return node;
    const joint = best.b === node.column ? best.table : transpose(best.table, oneWay[best.b]!.length);
    const column = best.b === node.column ? best.a : best.b;
    return { ...node, companion: { column, conditional: conditionalOf(joint, oneWay[node.column]!) } };
  });
}

/** Depth-first from the lowest column of each component: neighbours in the tree stay neighbours in sampling order. */
function orientTree(oneWay: readonly Float64Array[], edges: readonly Edge[]): TreeNode[] {
  const nodes: TreeNode[] = [];
  const seen = new Set<number>();
  const visit = (column: number, parent: number, joint: Float64Array) => {
    seen.add(column);
    nodes.push({ column, parent, conditional: conditionalOf(joint, oneWay[column]!), companion: null });
    for (const edge of edges) {
      if (edge.a === column && !seen.has(edge.b)) visit(edge.b, column, edge.table);
      if (edge.b === column && !seen.has(edge.a)) {
        visit(edge.a, column, transpose(edge.table, oneWay[edge.b]!.length));
      }
    }
  };
  for (let column = 0; column < oneWay.length; column++) {
    if (!seen.has(column)) visit(column, -1, oneWay[column]!);
  }
  return nodes;
}

/** Rows of the joint table scaled to 1; a row that holds nothing takes the column's own distribution. */
function conditionalOf(joint: Float64Array, own: Float64Array): Float64Array {
  const out = new Float64Array(joint.length);
  const size = own.length;
  for (let start = 0; start < joint.length; start += size) {
    const row = joint.subarray(start, start + size);
    const source = row.some((value) => value > 0) ? row : own;
    const sum = source.reduce((a, b) => a + b, 0);
    for (let j = 0; j < size; j++) out[start + j] = source[j]! / sum;
  }
  return out;
}

function transpose(table: Float64Array, across: number): Float64Array {
  const rows = table.length / across;
  return table.map((_, cell) => table[(cell % rows) * across + (cell - (cell % rows)) / rows]!);
}
