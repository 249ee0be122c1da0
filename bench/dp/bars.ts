import type { Mechanism, Protocol } from "./job.ts";
import type { DpSummary } from "./summarise.ts";

/** A figure on Adult that the private engine must reach, beside what private-pgm 01f02f1 (numpy, one thread) reaches. */
type Bar = {
  readonly what: string;
  readonly protocol: Protocol;
  readonly mechanism: Mechanism;
  readonly epsilon: number;
  readonly figure: string;
  readonly bar: number;
  readonly isAtLeast: boolean;
  readonly anchor: string;
};

const most = { isAtLeast: false, protocol: "marginals" } as const;
const least = { isAtLeast: true, protocol: "transfer", figure: "auroc" } as const;

export const bars: readonly Bar[] = [
  threeWay(0.1, 0.3, "MST .38-.41"),
  threeWay(1, 0.122, "MST .188, AIM .132"),
  threeWay(10, 0.075, "MST .193, AIM .081"),
  {
    ...most,
    what: "2-way L1, epsilon 1",
    mechanism: "aim",
    epsilon: 1,
    figure: "l1TwoWay",
    bar: 0.078,
    anchor: "MST .104, AIM .083",
  },
  {
    ...least,
    what: "TSTR AUROC, epsilon 1",
    mechanism: "aim",
    epsilon: 1,
    bar: 0.88,
    anchor: "MST .825, AIM .866; real .917",
  },
  {
    ...least,
    what: "TSTR AUROC, epsilon 10",
    mechanism: "aim",
    epsilon: 10,
    bar: 0.9,
    anchor: "MST .837; real .917",
  },
  cpuSeconds("mst", 0.1, 5, "58-78"),
  cpuSeconds("mst", 1, 5, "72-79"),
  cpuSeconds("mst", 10, 5, "73-91"),
  cpuSeconds("aim", 1, 40, "363"),
  cpuSeconds("aim", 10, 70, "730"),
];

/** Peak memory of any run on Adult. */
export const PEAK_BAR_BYTES = 1e9;

export type BarResult = {
  readonly what: string;
  readonly anchor: string;
  /** Mean over the seeds; absent when every run failed. */
  readonly figure?: number;
  readonly bar: number;
  readonly isAtLeast: boolean;
  readonly seeds: number;
  readonly met: boolean;
};

/**
 * Every bar whose setting was run, with its mean over the seeds; a failed run misses the bar, whatever the others
 * reach. Bars of epsilons or mechanisms that were not run are left out.
 */
export function judgeBars(summaries: readonly DpSummary[]): BarResult[] {
  const adult = summaries.filter(({ table }) => table === "adult");
  const results: BarResult[] = [];
  for (const { protocol, mechanism, epsilon, figure, ...bar } of bars) {
    const summary = adult.find(
      (each) => each.protocol === protocol && each.mechanism === mechanism && each.epsilon === epsilon,
    );
    if (summary === undefined) continue;
    results.push(judged(bar, summary.figures[figure]?.mean, summary.seeds, summary.failed));
  }
  const peaks = adult.flatMap(({ figures }) => figures.peakBytes?.max ?? []);
  const failed = adult.reduce((sum, each) => sum + each.failed, 0);
  if (adult.length > 0)
    results.push(
      judged(
        { what: "peak memory of any run, MB", anchor: "-", bar: PEAK_BAR_BYTES / 1e6, isAtLeast: false },
        peaks.length === 0 ? undefined : Math.max(...peaks) / 1e6,
        Math.min(...adult.map(({ seeds }) => seeds)),
        failed,
      ),
    );
  return results;
}

function judged(
  { what, anchor, bar, isAtLeast }: Pick<Bar, "what" | "anchor" | "bar" | "isAtLeast">,
  figure: number | undefined,
  seeds: number,
  failed: number,
): BarResult {
  const reached = figure !== undefined && (isAtLeast ? figure >= bar : figure <= bar);
  return {
    what,
    anchor,
    ...(figure === undefined ? {} : { figure }),
    bar,
    isAtLeast,
    seeds,
    met: reached && failed === 0,
  };
}

function threeWay(epsilon: number, bar: number, anchor: string): Bar {
  return {
    ...most,
    what: `3-way L1 (210 with <= 10,000 cells), epsilon ${epsilon}`,
    mechanism: "aim",
    epsilon,
    figure: "l1ThreeWaySmall",
    bar,
    anchor,
  };
}

function cpuSeconds(mechanism: Mechanism, epsilon: number, bar: number, anchor: string): Bar {
  return {
    ...most,
    what: `${mechanism.toUpperCase()} fit + sample, CPU-s, epsilon ${epsilon}`,
    mechanism,
    epsilon,
    figure: "cpuSeconds",
    bar,
    anchor,
  };
}
