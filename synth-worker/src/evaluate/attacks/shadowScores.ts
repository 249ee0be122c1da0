/** Spread of a statistic below which it counts as this: a generator without chance would divide by zero. */
const LEAST_SPREAD = 1e-6;

/**
 * LiRA's score of every target (Carlini et al. 2022, with one variance for all as they advise for few shadows): the log-likelihood
 * ratio of its statistic on the attacked file between Gaussians fitted to the shadows trained with and without it. `seen[s][t]` is the
 * statistic of target t on shadow s, `trainedOn[t][s]` is 1 when shadow s was trained on it; each target needs shadows of both kinds.
 */
export function shadowScores(
  attacked: Float64Array,
  seen: readonly Float64Array[],
  trainedOn: readonly Int32Array[],
): Float64Array {
  const means = trainedOn.map((kinds, target) =>
    [0, 1].map((kind) => {
      const values = seen.filter((_, shadow) => kinds[shadow] === kind).map((shadow) => shadow[target]!);
      if (values.length === 0) throw new RangeError(`target ${target} has shadows of one kind only`);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    }),
  );
  let squares = 0;
  seen.forEach((shadow, s) => {
    shadow.forEach((value, target) => {
      const gap = value - means[target]![trainedOn[target]![s]!]!;
      squares += gap * gap;
    });
  });
  // Two means are fitted for every target.
  const freedom = Math.max(1, attacked.length * (seen.length - 2));
  const variance = Math.max(squares / freedom, LEAST_SPREAD * LEAST_SPREAD);
  return attacked.map((value, target) => {
    const [out, inside] = means[target]!;
    return ((value - out!) * (value - out!) - (value - inside!) * (value - inside!)) / (2 * variance);
  });
}
