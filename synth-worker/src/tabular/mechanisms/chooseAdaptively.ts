import { toNumber } from "../../math/toNumber.ts";
import { type Candidate, candidates } from "./candidates.ts";
import { expectedNoise, type Release } from "./release.ts";

/** Candidates looked at again in a round, per table chosen in it; the rest keep the error seen last. */
const LOOKED_AT_AGAIN = 20;

/**
 * AIM (McKenna et al. 2022) with Gaussian selection: in rounds, the tables whose weighted error under the model most exceeds the
 * noise that measuring them would bring are measured, and the model is refitted. Errors are looked at for all candidates once, then
 * only for the most promising ones; a cached error can only be too high, as the model improves, so the order stays
 * right (lazy evaluation, Minoux 1978). Tables of one round share at most one column.
 */
export async function chooseAdaptively(release: Release): Promise<void> {
  const { plan, options, state } = release;
  const list = candidates(release.coarseSizes, { ...options, ways: 3, maxCells: plan.maxTableCells });
  if (list.length === 0) return;
  const rounds = Math.ceil(plan.picks / plan.perRound);
  const again = Math.min(list.length, LOOKED_AT_AGAIN * plan.perRound);
  const firstShare = rounds === 1 ? plan.selectShare : plan.selectShare / 2;
  const laterShare = (plan.selectShare - firstShare) / Math.max(1, rounds - 1);
  const measureShare = (release.shareLeft - plan.selectShare) / plan.picks;
  const sigma = release.sigma(measureShare, 1, "countTable");
  const noise = toNumber(sigma);
  const seen = new Float64Array(list.length);
  const penalty = new Float64Array(list.length);
  const score = (i: number) => list[i]!.weight * (seen[i]! - penalty[i]!);
  const byScore = (a: number, b: number) => score(b) - score(a) || a - b;
  const done = new Set<number>();

  for (let round = 0; round < rounds && done.size < plan.picks; round++) {
    const open = [...list.keys()].filter((i) => !done.has(i));
    if (open.length === 0) break;
    const look = round === 0 ? open : open.sort(byScore).slice(0, again);
    const looked = look.map((i) => list[i]!);
    const expected = release.expected(looked);
    const errors = await release.errors(looked, expected, round === 0 ? firstShare : laterShare);
    for (const [k, i] of look.entries()) {
      seen[i] = errors[k]!;
      penalty[i] = expectedNoise(expected[k]!, noise);
    }
    const room = plan.maxCells * Math.min(1, 0.3 + (0.7 * (round + 1)) / rounds);
    const chosen: number[] = [];
    for (const i of look.sort(byScore)) {
      if (chosen.length === Math.min(plan.perRound, plan.picks - done.size)) break;
      if (score(i) <= 0 && round > 0) break;
      if (chosen.some((other) => overlap(list[other]!, list[i]!) > 1)) continue;
      if (state.cellsWith([...chosen.map((c) => list[c]!.columns), list[i]!.columns]) > room) continue;
      chosen.push(i);
    }
    if (chosen.length > 0) {
      for (const i of chosen) done.add(i);
      await release.measure(chosen.map((i) => ({ columns: list[i]!.columns, sigma })));
      state.refit({ tolerance: 1e-3, maxEvaluations: 60 });
    }
    options.progress?.({ what: `round ${round + 1} of ${rounds}`, share: (round + 1) / rounds });
  }
}

function overlap(a: Candidate, b: Candidate): number {
  return a.columns.filter((column) => b.columns.includes(column)).length;
}
