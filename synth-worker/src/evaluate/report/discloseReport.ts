import type { EvaluationReport } from "@symbolon/protocol";

/** Real records below which a bar is not shown. */
const FEWEST_IN_A_CELL = 10;
/** Points a curve keeps. */
const CURVE_POINTS = 40;

/**
 * A report as it may leave the hospital. `exact`: six decimals, so that bytes do not depend on the last bits of sums. `rounded`: three
 * decimals; bars of fewer than 10 real records are left out, and with a single one left out the smallest other too, since shares
 * add up to 1; curves keep at most 40 points, and none past the last tenth of a survival curve's time; records are rounded down to tens.
 * Verdict figures are rounded as well, but passed or not was decided before. This is coarsening, not differential privacy.
 */
export function discloseReport(
  report: EvaluationReport,
  disclosure: EvaluationReport["disclosure"],
): EvaluationReport {
  if (disclosure === "exact") return roundedTo(report, 1e6);
  const { fidelity, utility, privacy, training, holdout } = report;
  const coarse = {
    ...report,
    disclosure,
    training: { ...training, rows: tens(training.rows) },
    holdout: { ...holdout, rows: tens(holdout.rows) },
    fidelity: {
      ...fidelity,
      columns: fidelity.columns.map((column) => ({
        ...column,
        missingReal: rare(column.missingReal, holdout.rows) ? null : column.missingReal,
        bars: { ...column.bars, real: withoutRare(column.bars.real, holdout.rows) },
      })),
    },
    utility: {
      ...utility,
      tasks: utility.tasks.map((task) => ({
        ...task,
        synthetic: { ...task.synthetic, roc: thinned(task.synthetic.roc) },
        real: { ...task.real, roc: thinned(task.real.roc) },
      })),
      survival: utility.survival.map((each) => ({
        ...each,
        kaplanMeier: {
          real: thinned(withoutTail(each.kaplanMeier.real))!,
          synthetic: thinned(each.kaplanMeier.synthetic)!,
        },
      })),
    },
    privacy: {
      ...privacy,
      membership: privacy.membership.map((attack) => ({ ...attack, roc: thinned(attack.roc)! })),
    },
  };
  return roundedTo(coarse, 1e3);
}

type Curve = { x: number[]; y: number[] };

/** Counts are whole already; every other number is cut to `steps` per 1, strings and digests are kept. */
function roundedTo<T>(value: T, steps: number): T {
  if (typeof value === "number") {
    const rounded = Math.round(value * steps) / steps;
    return (Object.is(rounded, -0) ? 0 : rounded) as T;
  }
  if (Array.isArray(value)) return value.map((each) => roundedTo(each, steps)) as T;
  if (typeof value !== "object" || value === null) return value;
  // epsilon, delta and mu are the release's own and may be small.
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === "delta" || name === "epsilon" || name === "mu" ? each : roundedTo(each, steps),
    ]),
  ) as T;
}

function tens(rows: number): number {
  return Math.floor(rows / 10) * 10;
}

function rare(share: number | null, rows: number): boolean {
  return share !== null && share > 0 && share * rows < FEWEST_IN_A_CELL;
}

function withoutRare(shares: readonly (number | null)[], rows: number): (number | null)[] {
  const out = shares.map((share) => (rare(share, rows) ? null : share));
  if (out.filter((share) => share === null).length === 1) {
    let least = -1;
    out.forEach((share, i) => {
      if (share !== null && share > 0 && (least < 0 || share < out[least]!)) least = i;
    });
    if (least >= 0) out[least] = null;
  }
  return out;
}

function thinned<C extends Curve | null>(curve: C): C {
  if (curve === null || curve.x.length <= CURVE_POINTS) return curve;
  const last = curve.x.length - 1;
  const places = Array.from({ length: CURVE_POINTS }, (_, i) => Math.round((i * last) / (CURVE_POINTS - 1)));
  return { x: places.map((i) => curve.x[i]!), y: places.map((i) => curve.y[i]!) } as C;
}

/** The end of a survival curve rests on few patients. */
function withoutTail({ x, y }: Curve): Curve {
  const end = (x.at(-1) ?? 0) * 0.9;
  const kept = x.filter((time) => time <= end).length;
  return { x: x.slice(0, kept), y: y.slice(0, kept) };
}
