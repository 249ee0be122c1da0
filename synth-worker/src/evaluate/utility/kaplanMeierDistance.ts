import type { KaplanMeier } from "./kaplanMeier.ts";

/**
 * How far a synthetic survival curve is from the real one (Norcliffe et al., SurvivalGAN, AISTATS 2023). `distance` is the mean of
 * |S_synthetic - S_real| over time from 0 to the last real event (to the last real follow-up when there is no event), `optimism` the mean of
 * S_synthetic - S_real, positive when synthetic patients live longer. `sightedness` is the last real follow-up minus the last synthetic one in
 * units of the later of the two: positive when the synthetic file is short-sighted. Both means are exact integrals of the step functions;
 * synthcity takes 1,000 points up to the longest follow-up of either file.
 */
export function kaplanMeierDistance(
  real: KaplanMeier,
  synthetic: KaplanMeier,
): { distance: number; optimism: number; sightedness: number } {
  const until = real.times.at(-1) ?? real.lastTime;
  const cuts = Float64Array.from([0, ...real.times, ...synthetic.times, until])
    .filter((time) => time <= until)
    .sort();
  let distance = 0;
  let optimism = 0;
  for (let k = 0; k + 1 < cuts.length; k++) {
    const width = cuts[k + 1]! - cuts[k]!;
    if (width === 0) continue;
    const gap = synthetic.survivalAt(cuts[k]!) - real.survivalAt(cuts[k]!);
    distance += Math.abs(gap) * width;
    optimism += gap * width;
  }
  const longest = Math.max(real.lastTime, synthetic.lastTime);
  // All real records end at time 0: there is no stretch to average over, and the curves are compared at that point.
  const atZero = synthetic.survivalAt(0) - real.survivalAt(0);
  return {
    distance: until > 0 ? distance / until : Math.abs(atZero),
    optimism: until > 0 ? optimism / until : atZero,
    sightedness: longest > 0 ? (real.lastTime - synthetic.lastTime) / longest : 0,
  };
}
