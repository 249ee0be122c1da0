import type { ImagingFigures, ImagingJob } from "./imagingFigures.ts";

/** A part that was measured, or why it was not. */
export type ImagingRun = ImagingJob & ({ readonly figures: ImagingFigures } | { readonly failed: string });

export type ImagingBar = {
  readonly what: string;
  readonly bar: string;
  readonly anchor: string;
  readonly value: number;
  readonly beside: string;
  readonly met: boolean;
};

type Rule = {
  readonly part: ImagingJob["part"];
  readonly epsilon?: number;
  readonly what: string;
  readonly anchor: string;
  readonly value: (figures: ImagingFigures) => number;
  readonly least?: number;
  readonly most?: number;
  readonly beside: (figures: ImagingFigures) => string;
};

const real = (f: ImagingFigures) => `real ${f.accuracyReal!.toFixed(3)}`;
const cpu = (f: ImagingFigures) => `${f.cpuSeconds!.toFixed(0)} CPU-s`;

/** Bars of issue 10; anchors of synth.md 2.7 (on MNIST with 60,000 images, other classifiers: not the same task). */
const RULES: readonly Rule[] = [
  {
    part: "digits-private",
    epsilon: 1,
    what: "digits, epsilon 1: TSTR accuracy",
    anchor: "MNIST: DP-MERF .80, DP-Kernel .94",
    value: (f) => f.accuracy!,
    least: 0.88,
    beside: real,
  },
  {
    part: "digits-private",
    epsilon: 10,
    what: "digits, epsilon 10: TSTR accuracy",
    anchor: "MNIST: DP-MERF .81, DP-Kernel .94",
    value: (f) => f.accuracy!,
    least: 0.92,
    beside: real,
  },
  {
    part: "digits-flow",
    what: "digits, not DP: TSTR accuracy less real",
    anchor: "real",
    value: (f) => f.accuracy! - f.accuracyReal!,
    least: -0.02,
    beside: real,
  },
  {
    part: "digits-flow",
    what: "digits: copies among the released",
    anchor: "published LDM: 37 % of patients",
    value: (f) => f.copies!,
    most: 0,
    beside: (f) => `of ${f.released}, kept back ${(100 * f.keptBack!).toFixed(1)} %`,
  },
  {
    part: "digits-flow",
    what: "digits: planted copies found, least",
    anchor: "-",
    value: (f) => f.leastFound!,
    least: 0.99,
    beside: (f) => `false alarms ${f.falseAlarms!.toFixed(4)}`,
  },
  {
    part: "digits-flow",
    what: "digits: false alarms of the gate",
    anchor: "-",
    value: (f) => f.falseAlarms!,
    most: 0.01,
    beside: () => "held-out blocks",
  },
  {
    part: "digits-flow",
    what: "digits: training to release, seconds",
    anchor: "DPDM 20 h on 4 GPUs",
    value: (f) => f.seconds!,
    most: 180,
    beside: cpu,
  },
  {
    part: "head-flow",
    what: "64x64 MR: KID_scat against real-vs-real",
    anchor: "-",
    value: (f) => f.kernelDistance! / f.kernelDistanceReal!,
    most: 2,
    beside: (f) => `${f.kernelDistance!.toFixed(4)} / ${f.kernelDistanceReal!.toFixed(4)}`,
  },
  {
    part: "head-flow",
    what: "64x64 MR: MS-SSIM diversity against real",
    anchor: "-",
    value: (f) => f.diversity! / f.diversityReal!,
    least: 0.9,
    most: 1.1,
    beside: (f) =>
      `${f.diversity!.toFixed(3)} / ${f.diversityReal!.toFixed(3)}; of different blocks only ${f.diversityRealApart!.toFixed(3)}`,
  },
  {
    part: "head-flow",
    what: "64x64 MR: copies among the released",
    anchor: "published LDM: 37 % of patients",
    value: (f) => f.copies!,
    most: 0,
    beside: (f) => `of ${f.released}, kept back ${(100 * f.keptBack!).toFixed(1)} %`,
  },
  {
    part: "head-flow",
    what: "64x64 MR: planted copies found, least",
    anchor: "-",
    value: (f) => f.leastFound!,
    least: 0.99,
    beside: (f) => `false alarms ${f.falseAlarms!.toFixed(4)}`,
  },
  {
    part: "head-flow",
    what: "64x64 MR: false alarms of the gate",
    anchor: "-",
    value: (f) => f.falseAlarms!,
    most: 0.01,
    beside: () => "held-out blocks",
  },
  {
    part: "head-flow",
    what: "64x64 MR: training to release, seconds",
    anchor: "DPDM 20 h on 4 GPUs",
    value: (f) => f.seconds!,
    most: 900,
    beside: cpu,
  },
];

/** Every bar of which its part was measured, by the mean over seeds. A part with a failed run meets no bar. */
export function imagingBars(runs: readonly ImagingRun[]): ImagingBar[] {
  return RULES.flatMap(({ part, epsilon, what, anchor, value, least, most, beside }) => {
    const mine = runs.filter(
      (run) => run.part === part && (epsilon === undefined || run.epsilon === epsilon),
    );
    const figures = mine.flatMap((run) => ("figures" in run ? [run.figures] : []));
    if (figures.length === 0) return [];
    const mean = figures.reduce((sum, own) => sum + value(own), 0) / figures.length;
    const met = figures.length === mine.length && mean >= (least ?? -Infinity) && mean <= (most ?? Infinity);
    const bar = [least === undefined ? "" : `>= ${least}`, most === undefined ? "" : `<= ${most}`]
      .join(" ")
      .trim();
    return [{ what, bar, anchor, value: mean, beside: beside(figures[0]!), met }];
  });
}
