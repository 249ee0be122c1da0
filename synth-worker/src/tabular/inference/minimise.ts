/** Correction pairs that are kept. */
const MEMORY = 8;
/** Shorter steps along a direction are not tried. */
const LEAST_STEP = 1e-10;

/**
 * Minimises a smooth convex function by L-BFGS (Nocedal and Wright 2006, algorithms 7.4 and 7.5) with a backtracking Armijo line
 * search. `evaluate` returns the value (Infinity: not a point to go to) and writes the gradient; `scale` estimates the Hessian's
 * diagonal (positive), the start of every two-loop recursion; `done` is asked after every accepted point. The value never
 * rises beyond its rounding, and the point returned is the one evaluated last, so that what `evaluate` leaves behind
 * belongs to it; for that, one evaluation more than `maxEvaluations` may be made.
 */
export function minimise(problem: {
  evaluate(at: Float64Array, gradient: Float64Array): number;
  start: Float64Array;
  scale: Float64Array;
  done(): boolean;
  maxEvaluations: number;
}): { at: Float64Array; value: number; evaluations: number } {
  const { evaluate, scale } = problem;
  const length = problem.start.length;
  let at = problem.start.slice();
  let gradient = new Float64Array(length);
  let value = evaluate(at, gradient);
  let evaluations = 1;
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  const curvatures: number[] = [];
  let next = new Float64Array(length);
  let nextGradient = new Float64Array(length);

  while (value < Number.POSITIVE_INFINITY && !problem.done() && evaluations < problem.maxEvaluations) {
    const direction = twoLoop(gradient, steps, changes, curvatures, scale);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      // The pairs have gone bad by rounding: start again from the scaled gradient.
      steps.length = changes.length = curvatures.length = 0;
      for (let i = 0; i < length; i++) direction[i] = -gradient[i]! / scale[i]!;
      slope = dot(direction, gradient);
      if (!(slope < 0)) break;
    }
    let nextValue = 0;
    let accepted = false;
    for (let step = 1; step >= LEAST_STEP && evaluations < problem.maxEvaluations; ) {
      for (let i = 0; i < length; i++) next[i] = at[i]! + step * direction[i]!;
      nextValue = evaluate(next, nextGradient);
      evaluations++;
      // Near the optimum the decrease drowns in rounding.
      accepted =
        nextValue <= value + 1e-4 * step * slope || nextValue - value <= 1e-13 * (1 + Math.abs(value));
      if (accepted) break;
      // Minimum of the parabola through value, slope and nextValue, kept inside [0.1, 0.5] of the step.
      const parabola = (-slope * step) / (2 * (nextValue - value - slope * step));
      step *= Math.min(0.5, Math.max(0.1, parabola));
    }
    if (!accepted) {
      // Back to the best point; the scaled gradient is tried once before giving up.
      evaluate(at, gradient);
      evaluations++;
      if (steps.length === 0) break;
      steps.length = changes.length = curvatures.length = 0;
      continue;
    }
    const move = new Float64Array(length);
    const change = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      move[i] = next[i]! - at[i]!;
      change[i] = nextGradient[i]! - gradient[i]!;
    }
    const curvature = dot(move, change);
    if (curvature > 1e-12 * dot(change, change)) {
      steps.push(move);
      changes.push(change);
      curvatures.push(curvature);
      if (steps.length > MEMORY) {
        steps.shift();
        changes.shift();
        curvatures.shift();
      }
    }
    [at, next] = [next, at];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }
  return { at, value, evaluations };
}

function twoLoop(
  gradient: Float64Array,
  steps: readonly Float64Array[],
  changes: readonly Float64Array[],
  curvatures: readonly number[],
  scale: Float64Array,
): Float64Array {
  const q = gradient.slice();
  const weights = new Float64Array(steps.length);
  for (let k = steps.length - 1; k >= 0; k--) {
    const weight = dot(steps[k]!, q) / curvatures[k]!;
    weights[k] = weight;
    addScaled(q, changes[k]!, -weight);
  }
  let gain = 1;
  if (steps.length > 0) {
    const change = changes.at(-1)!;
    let scaled = 0;
    for (let i = 0; i < change.length; i++) scaled += (change[i]! * change[i]!) / scale[i]!;
    gain = curvatures.at(-1)! / scaled;
  }
  for (let i = 0; i < q.length; i++) q[i]! *= gain / scale[i]!;
  for (let k = 0; k < steps.length; k++) {
    const weight = dot(changes[k]!, q) / curvatures[k]!;
    addScaled(q, steps[k]!, weights[k]! - weight);
  }
  for (let i = 0; i < q.length; i++) q[i] = -q[i]!;
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += source[i]! * factor;
}
