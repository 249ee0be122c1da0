/**
 * The nearest point (least squares) to `values` with no negative entry and sum `total` > 0. Works in place on a
 * copy by Michelot's active-set iteration (J. Optim. Theory Appl. 50, 1986): shift the active entries to the
 * sum, drop those below zero, repeat; at most values.length rounds. Exact operations only, so the same on
 * every machine.
 */
export function projectToSimplex(values: Float64Array, total: number): Float64Array {
  const out = values.slice();
  const active = new Array<boolean>(out.length).fill(true);
  for (;;) {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      if (!active[i]) continue;
      sum += values[i]!;
      count++;
    }
    const shift = (total - sum) / count;
    let dropped = false;
    for (let i = 0; i < out.length; i++) {
      if (!active[i]) continue;
      out[i] = values[i]! + shift;
      // The largest entry never drops: its shifted value is at least total / count > 0.
      if (out[i]! <= 0) {
        out[i] = 0;
        active[i] = false;
        dropped = true;
      }
    }
    if (!dropped) return out;
  }
}
