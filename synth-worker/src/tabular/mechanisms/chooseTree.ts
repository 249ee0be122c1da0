import { type Candidate, candidates } from "./candidates.ts";
import { expectedNoise, type Release } from "./release.ts";

/**
 * MST (McKenna, Miklau, Sheldon 2021) with Gaussian selection: the error of every pair under independence is looked at once, and the
 * maximum spanning tree of what those errors exceed the noise by is measured.
 */
export async function chooseTree(release: Release): Promise<void> {
  const { plan, options } = release;
  const list = candidates(release.coarseSizes, {
    ways: 2,
    maxCells: plan.maxTableCells,
    target: options.target,
    workload: options.workload,
  });
  if (list.length === 0) return;
  const expected = release.expected(list);
  const edges = release.coarseSizes.filter((size) => size > 1).length - 1;
  const share = (release.shareLeft - plan.selectShare) / edges;
  const rough = release.sigma(share, 1, "countTable");
  const errors = await release.errors(list, expected, plan.selectShare);
  const noise = Number(rough.num) / Number(rough.den);
  const gains = list.map(({ weight }, i) => weight * (errors[i]! - expectedNoise(expected[i]!, noise)));
  const chosen = spanningTree(list, gains, release.coarseSizes.length);
  const sigma = release.sigma(release.shareLeft / Math.max(1, chosen.length), 1, "countTable");
  await release.measure(chosen.map(({ columns }) => ({ columns, sigma })));
}

/** Kruskal's algorithm on positive gains. */
function spanningTree(list: readonly Candidate[], gains: readonly number[], columns: number): Candidate[] {
  const group = Array.from({ length: columns }, (_, column) => column);
  const order = [...list.keys()].filter((i) => gains[i]! > 0).sort((a, b) => gains[b]! - gains[a]! || a - b);
  const out: Candidate[] = [];
  for (const i of order) {
    const [a, b] = list[i]!.columns as [number, number];
    const from = group[a]!;
    const into = group[b]!;
    if (from === into) continue;
    for (let column = 0; column < columns; column++) if (group[column] === from) group[column] = into;
    out.push(list[i]!);
  }
  return out;
}
