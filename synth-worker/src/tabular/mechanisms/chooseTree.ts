import { spanningForest } from "../spanningForest.ts";
import { pairGains } from "./pairGains.ts";
import type { Release } from "./release.ts";

/**
 * MST (McKenna, Miklau, Sheldon 2021) with Gaussian selection: the error of every pair under independence is looked at once, and the
 * maximum spanning tree of what those errors exceed the noise by is measured. The columns of a foundation hang together already.
 */
export async function chooseTree(release: Release): Promise<void> {
  const joined = release.options.foundation?.columns ?? [];
  const edges = release.coarseSizes.filter((size) => size > 1).length - Math.max(1, joined.length);
  if (edges < 1) return;
  const gains = await pairGains(release, edges);
  const chosen = spanningForest(
    release.coarseSizes.length,
    gains.map(({ pair, gain }) => ({ a: pair.columns[0]!, b: pair.columns[1]!, weight: gain })),
    joined,
  );
  if (chosen.length === 0) return;
  const sigma = release.sigma(release.shareLeft / chosen.length, 1, "countTable");
  // The strongest first: the order in which the model takes them up.
  const strongest = chosen.sort((x, y) => gains[y]!.gain - gains[x]!.gain || x - y);
  await release.measure(strongest.map((i) => ({ columns: gains[i]!.pair.columns, sigma })));
}
