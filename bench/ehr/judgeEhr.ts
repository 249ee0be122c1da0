import type { EhrFigures, EhrJob } from "./ehrJob.ts";

export type EhrRun = { readonly job: EhrJob; readonly figures: EhrFigures };

type Bar = {
  readonly kind: EhrJob["kind"];
  readonly figure: string;
  readonly most: number;
  readonly worst?: boolean;
};

/** Bars of issue 9: the mean over the seeds, or (`worst`) every run. */
const BARS: readonly Bar[] = [
  ...["bili", "albumin", "platelet"].flatMap((name): Bar[] => [
    { kind: "pbc", figure: `${name}Lag1Error`, most: 0.05 },
    { kind: "pbc-private", figure: `${name}Lag1Error`, most: 0.12 },
  ]),
  ...["age", "male", "nafld"].flatMap((name): Bar[] => [
    { kind: "nafld", figure: `cox_${name}_errorInStandardErrors`, most: 1 },
    { kind: "nafld-private", figure: `cox_${name}_errorInStandardErrors`, most: 2 },
  ]),
  ...["lab", "event"].flatMap((name): Bar[] => [
    { kind: "nafld", figure: `${name}_counts_variation`, most: 0.03 },
    { kind: "nafld-private", figure: `${name}_counts_variation`, most: 0.08 },
  ]),
  ...(["pbc", "pbc-private", "nafld", "nafld-private", "joint"] as const).map(
    (kind): Bar => ({ kind, figure: "violations", most: 0, worst: true }),
  ),
  { kind: "nafld-attack", figure: "auc", most: 0.53 },
  { kind: "pbc-attack", figure: "auc", most: 0.53 },
  // One thread: what it takes on a machine that does nothing else.
  { kind: "nafld", figure: "cpuSeconds", most: 60, worst: true },
  { kind: "nafld", figure: "peakBytes", most: 1.5e9, worst: true },
];

/** Import of 100,000 patients; a shorter run is judged by its share. */
const IMPORT_PATIENTS = 100_000;
const IMPORT_SECONDS = 300;
/** Four times the patients may take this much more memory at most. */
const FLAT = 1.25;

/** What the runs reached beside the bars. Bars without a run are left out. */
export function judgeEhr(runs: readonly EhrRun[]) {
  const judged = BARS.flatMap(({ kind, figure, most, worst = false }) => {
    const values = runs
      .filter(({ job }) => job.kind === kind)
      .map(({ figures }) => figures[figure] ?? Number.NaN);
    if (values.length === 0) return [];
    const value = worst ? Math.max(...values) : values.reduce((sum, each) => sum + each, 0) / values.length;
    return [
      { kind, figure, value, low: Math.min(...values), high: Math.max(...values), most, met: value <= most },
    ];
  });
  const imports = runs
    .filter(({ job }) => job.kind === "import")
    .map(({ figures }) => figures)
    .sort((a, b) => a.patients! - b.patients!);
  const [small, large] = [imports.at(0), imports.at(-1)];
  if (small === undefined || large === undefined) return judged;
  const row = (figure: string, value: number, most: number) => ({
    kind: "import" as const,
    figure,
    value,
    low: value,
    high: value,
    most,
    met: value <= most,
  });
  return [
    ...judged,
    row("seconds", large.seconds!, (IMPORT_SECONDS * large.patients!) / IMPORT_PATIENTS),
    row("memory of all to a quarter", large.peakBytes! / small.peakBytes!, FLAT),
  ];
}
