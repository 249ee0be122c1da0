/** An undirected edge between two columns with its weight. */
export type WeightedEdge = { readonly a: number; readonly b: number; readonly weight: number };

/**
 * Indices (into `edges`) of a maximum-weight spanning forest on `nodes` vertices, by Kruskal's algorithm. Equal weights
 * are taken in the order given. Edges without weight are left out: independence models them just as well. `joined`: vertices that
 * hang together without an edge.
 */
export function spanningForest(
  nodes: number,
  edges: readonly WeightedEdge[],
  joined: readonly number[] = [],
): number[] {
  const group = Array.from({ length: nodes }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (group[root] !== root) root = group[root]!;
    return root;
  };
  for (const node of joined) group[node] = joined[0]!;
  const order = edges
    .map((_, index) => index)
    .filter((index) => edges[index]!.weight > 0)
    .sort((x, y) => edges[y]!.weight - edges[x]!.weight || x - y);
  return order.filter((index) => {
    const a = find(edges[index]!.a);
    const b = find(edges[index]!.b);
    group[a] = b;
    return a !== b;
  });
}
