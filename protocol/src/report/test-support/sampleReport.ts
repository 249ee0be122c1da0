import type { EvaluationReport } from "../../messages/evaluationReport.ts";

type Column = EvaluationReport["fidelity"]["columns"][number];
type Curve = { x: number[]; y: number[] };

/** Shares of levels or ranges of a breast cancer cohort (synth.md 5: rotterdam), rounded; what a report on it looks like. */
const COLUMNS: readonly (readonly [
  name: string,
  label: string,
  kind: Column["kind"],
  bars: Record<string, number>,
])[] = [
  [
    "year",
    "Year of surgery",
    "number",
    {
      "1978 to below 1983": 0.1,
      "1983 to below 1985": 0.12,
      "1985 to below 1987": 0.19,
      "1987 to below 1989": 0.24,
      "1989 to below 1991": 0.22,
      "1991 to below 1994": 0.13,
    },
  ],
  [
    "age",
    "Age at surgery",
    "number",
    {
      "24 to below 38": 0.1,
      "38 to below 42": 0.09,
      "42 to below 46": 0.11,
      "46 to below 50": 0.11,
      "50 to below 54": 0.1,
      "54 to below 58": 0.09,
      "58 to below 62": 0.1,
      "62 to below 67": 0.11,
      "67 to below 73": 0.1,
      "73 to below 91": 0.09,
    },
  ],
  ["meno", "Menopausal status", "category", { pre: 0.44, post: 0.56 }],
  ["size", "Tumour size", "category", { "<=20": 0.47, "20-50": 0.43, ">50": 0.1 }],
  ["grade", "Differentiation grade", "category", { "2": 0.27, "3": 0.73 }],
  [
    "nodes",
    "Positive lymph nodes",
    "number",
    {
      "0 to below 1": 0.48,
      "1 to below 2": 0.14,
      "2 to below 4": 0.15,
      "4 to below 10": 0.15,
      "10 to below 35": 0.08,
    },
  ],
  [
    "pgr",
    "Progesterone receptors (fmol/l)",
    "number",
    {
      "0 to below 1": 0.12,
      "1 to below 8": 0.14,
      "8 to below 41": 0.24,
      "41 to below 112": 0.16,
      "112 to below 283": 0.17,
      "283 to below 5005": 0.17,
    },
  ],
  [
    "er",
    "Oestrogen receptors (fmol/l)",
    "number",
    {
      "0 to below 3": 0.1,
      "3 to below 15": 0.16,
      "15 to below 61": 0.24,
      "61 to below 144": 0.2,
      "144 to below 277": 0.15,
      "277 to below 3276": 0.15,
    },
  ],
  ["hormon", "Hormonal treatment", "category", { no: 0.886, yes: 0.114 }],
  ["chemo", "Chemotherapy", "category", { no: 0.805, yes: 0.195 }],
  [
    "rtime",
    "Days to relapse or last follow-up",
    "number",
    {
      "36 to below 500": 0.13,
      "500 to below 1000": 0.17,
      "1000 to below 1700": 0.18,
      "1700 to below 2400": 0.2,
      "2400 to below 3200": 0.17,
      "3200 to below 7043": 0.15,
    },
  ],
  ["recur", "Relapse", "category", { "0": 0.49, "1": 0.51 }],
  [
    "dtime",
    "Days to death or last follow-up",
    "number",
    {
      "36 to below 900": 0.12,
      "900 to below 1600": 0.17,
      "1600 to below 2300": 0.19,
      "2300 to below 3000": 0.2,
      "3000 to below 3900": 0.17,
      "3900 to below 7043": 0.15,
    },
  ],
  ["death", "Death", "category", { "0": 0.57, "1": 0.43 }],
  [
    "site",
    "Hospital",
    "category",
    { Rotterdam: 0.41, Delft: 0.21, Leiden: 0.16, Dordrecht: 0.12, missing: 0.1 },
  ],
];

/** Repeatable numbers in 0..1: a linear congruential generator (Numerical Recipes' constants). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const rounded = (value: number) => Number(value.toFixed(4));

function columnOf([name, label, kind, levels]: (typeof COLUMNS)[number], next: () => number): Column {
  const real = Object.values(levels);
  const raw = real.map((share) => share * (0.93 + 0.14 * next()));
  const sum = raw.reduce((total, value) => total + value, 0);
  const synthetic = raw.map((value) => rounded(value / sum));
  const tvd = rounded(real.reduce((total, share, i) => total + Math.abs(share - synthetic[i]!), 0) / 2);
  return {
    name,
    label,
    kind,
    tvd,
    ceilingTvd: rounded(tvd * (0.6 + 0.3 * next())),
    ks: kind === "number" ? rounded(tvd * 0.8) : null,
    wasserstein: kind === "number" ? rounded(tvd * 1.4) : null,
    missingReal: name === "site" ? 0.1 : 0,
    missingSynthetic: name === "site" ? synthetic.at(-1)! : 0,
    bars: { labels: Object.keys(levels), real, synthetic },
  };
}

/** y = x to the power of 1 / (1 + lift), by square roots: a ROC that bulges more the larger `lift` in halvings. */
function bulge(lift: number, points = 120): Curve {
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i <= points; i++) {
    const rate = (i / points) ** 4;
    x.push(rounded(rate));
    y.push(rounded((1 - lift) * rate + lift * Math.sqrt(rate)));
  }
  return { x, y };
}

function survivalCurve(loss: number, next: () => number): Curve {
  const x = [0];
  const y = [1];
  for (let i = 1; i <= 220; i++) {
    x.push(i * 32);
    y.push(rounded(y.at(-1)! * (1 - loss * (0.6 + 0.8 * next()))));
  }
  return { x, y };
}

const around = (value: number, half: number) => ({
  value,
  low: rounded(value - half),
  high: rounded(value + half),
});

/** A full report with the figures that a good non-private file of that cohort has (synth.md 2.5). */
export function sampleReport(): EvaluationReport {
  const next = numbers(7);
  const columns = COLUMNS.map((column) => columnOf(column, next));
  const pairs = columns.flatMap(({ name }, i) =>
    columns.slice(0, i).map((other) => {
      const association = rounded((next() - 0.35) * 0.9);
      const drift = next() ** 3;
      return {
        columns: [other.name, name] as [string, string],
        tvd: rounded(0.02 + 0.2 * drift),
        realAssociation: association,
        syntheticAssociation: rounded(association * (1 - drift * 0.5)),
      };
    }),
  );
  const hazards: [string, number, number, number][] = [
    ["age (per 10 years)", 0.13, 0.09, 0.036],
    ["size 20-50", 0.38, 0.41, 0.083],
    ["size >50", 0.66, 0.58, 0.115],
    ["grade 3", 0.37, 0.31, 0.092],
    ["nodes (per node)", 0.077, 0.071, 0.006],
    ["hormon yes", -0.05, -0.21, 0.11],
    ["chemo yes", -0.09, -0.06, 0.1],
  ];
  const bytes = (digit: string): `0x${string}` => `0x${digit.repeat(64)}`;
  return {
    format: "symbolon-evaluation/1",
    scheme: "symbolon-scheme/1",
    releaseClass: "high-fidelity",
    disclosure: "rounded",
    synthetic: { name: "rotterdam-synthetic.csv", sha256: bytes("a"), rows: 1491 },
    training: { name: "rotterdam-training.csv", sha256: bytes("b"), rows: 1491 },
    holdout: { name: "rotterdam-holdout.csv", sha256: null, rows: 1491 },
    fidelity: {
      tvd: { oneWay: 0.018, twoWay: 0.056, threeWay: 0.131 },
      ceiling: { oneWay: 0.022, twoWay: 0.069, threeWay: 0.152 },
      meanKs: 0.021,
      meanWasserstein: 0.034,
      associationDifference: 0.028,
      pMse: 0.00412,
      pMseRatio: 1.31,
      c2st: around(0.54, 0.02),
      copyingAlarm: false,
      alphaPrecision: 0.962,
      betaRecall: 0.487,
      authenticity: 0.571,
      precision: 0.973,
      recall: 0.968,
      density: 0.981,
      coverage: 0.952,
      mmd: 0.00084,
      columns,
      pairs,
    },
    utility: {
      tasks: [
        {
          target: "death",
          positive: "1",
          learner: "boosted trees",
          synthetic: {
            auroc: around(0.705, 0.026),
            brier: 0.219,
            calibrationSlope: 0.84,
            r2: null,
            roc: bulge(0.62),
          },
          real: {
            auroc: around(0.733, 0.025),
            brier: 0.211,
            calibrationSlope: 0.97,
            r2: null,
            roc: bulge(0.7),
          },
        },
        {
          target: "recur",
          positive: "1",
          learner: "logistic regression",
          synthetic: {
            auroc: around(0.692, 0.027),
            brier: 0.224,
            calibrationSlope: 0.9,
            r2: null,
            roc: bulge(0.57),
          },
          real: {
            auroc: around(0.701, 0.026),
            brier: 0.221,
            calibrationSlope: 1.02,
            r2: null,
            roc: bulge(0.6),
          },
        },
      ],
      survival: [
        {
          time: "dtime (days)",
          event: "death",
          kaplanMeier: { real: survivalCurve(0.0034, next), synthetic: survivalCurve(0.0036, next) },
          kaplanMeierDistance: 0.012,
          logRankP: 0.31,
          hazards: hazards.map(([term, real, synthetic, standardError]) => ({
            term,
            real: { logHazardRatio: real, standardError },
            synthetic: { logHazardRatio: synthetic, standardError: standardError * 1.04 },
            intervalOverlap: rounded(1 - Math.abs(real - synthetic) / (4 * standardError)),
            covered: Math.abs(real - synthetic) < 1.96 * standardError,
          })),
          meanIntervalOverlap: 0.81,
          maxStandardisedDifference: 1.45,
          calibrationSlope: 0.93,
          harrellC: { synthetic: 0.668, real: 0.672 },
          unoC: { synthetic: 0.659, real: 0.665 },
        },
      ],
      subgroups: [
        { column: "meno", level: "pre", records: 650, tvd: 0.061, auroc: 0.698, realAuroc: 0.729 },
        { column: "meno", level: "post", records: 840, tvd: 0.058, auroc: 0.709, realAuroc: 0.734 },
        { column: "size", level: ">50", records: 140, tvd: 0.094, auroc: 0.671, realAuroc: 0.702 },
        { column: "site", level: "Zoetermeer", records: null, tvd: null, auroc: null, realAuroc: null },
      ],
    },
    privacy: {
      membership: [
        {
          attack: "nearest neighbour",
          auc: around(0.516, 0.021),
          tprAt1PercentFpr: { value: 0.017, low: 0.011, high: 0.025 },
          roc: bulge(0.05),
        },
        {
          attack: "density ratio",
          auc: around(0.511, 0.021),
          tprAt1PercentFpr: { value: 0.013, low: 0.008, high: 0.02 },
          roc: bulge(0.03),
        },
        {
          attack: "shadow models",
          auc: around(0.523, 0.024),
          tprAt1PercentFpr: { value: 0.021, low: 0.012, high: 0.029 },
          roc: bulge(0.08),
        },
      ],
      risks: [
        {
          attack: "singling out",
          secret: null,
          attackRate: around(0.021, 0.009),
          controlRate: around(0.017, 0.008),
          risk: { value: 0.004, low: 0, high: 0.016 },
          guesses: 1000,
        },
        {
          attack: "linkability",
          secret: null,
          attackRate: around(0.034, 0.011),
          controlRate: around(0.03, 0.01),
          risk: { value: 0.004, low: 0, high: 0.019 },
          guesses: 1000,
        },
        {
          attack: "inference",
          secret: "recur",
          attackRate: around(0.741, 0.027),
          controlRate: around(0.733, 0.027),
          risk: { value: 0.03, low: 0, high: 0.11 },
          guesses: 1000,
        },
        {
          attack: "inference",
          secret: "chemo",
          attackRate: around(0.812, 0.024),
          controlRate: around(0.809, 0.024),
          risk: { value: 0.016, low: 0, high: 0.104 },
          guesses: 1000,
        },
      ],
      exactCopies: { training: 0, sampled: 0, holdout: 0 },
      nearCopies: { training: 0.0081, sampled: 0.0074, holdout: 0.0067 },
      distances: {
        toTrainingP5: 0.021,
        toTrainingMedian: 0.058,
        toHoldoutP5: 0.022,
        toHoldoutMedian: 0.06,
        nndrMedian: 0.86,
        closerToTrainingShare: 0.512,
      },
      proof: null,
    },
    verdict: {
      passed: true,
      checks: [
        {
          id: "membership-auc",
          what: "Upper limit of the best membership attack\u2019s AUC",
          value: 0.547,
          limit: 0.55,
          sense: "at most",
          passed: true,
        },
        {
          id: "membership-tpr",
          what: "Members found at 1 % false alarms, upper limit",
          value: 0.029,
          limit: 0.03,
          sense: "at most",
          passed: true,
        },
        {
          id: "exact-copies",
          what: "Exact copies beyond those of held-out records",
          value: 0,
          limit: 0.001,
          sense: "at most",
          passed: true,
        },
        {
          id: "singling-out",
          what: "Added risk of singling out, lower limit",
          value: 0,
          limit: 0.05,
          sense: "at most",
          passed: true,
        },
        {
          id: "copying",
          what: "AUC of telling real from synthetic, against copying",
          value: 0.54,
          limit: 0.48,
          sense: "at least",
          passed: true,
        },
        {
          id: "likeness",
          what: "AUC of telling real from synthetic",
          value: 0.54,
          limit: 0.65,
          sense: "at most",
          passed: true,
        },
        {
          id: "two-way",
          what: "Distance of pairs beyond other real records",
          value: 0,
          limit: 0.02,
          sense: "at most",
          passed: true,
        },
        {
          id: "utility",
          what: "AUROC lost on the weakest task",
          value: 0.028,
          limit: 0.05,
          sense: "at most",
          passed: true,
        },
        {
          id: "hazards",
          what: "Mean overlap of hazard ratio intervals",
          value: 0.81,
          limit: 0.7,
          sense: "at least",
          passed: true,
        },
      ],
      words:
        "Studies on this file come to nearly the conclusions that the real records give, and none of the attacks we tried recognised patients better than guessing would. That is measured, not proved.",
      limits: [
        "Privacy was measured with three attacks; one nobody has tried yet may do better.",
        "Groups with fewer than 50 held-out records were not looked at.",
        "Rare combinations of more than three columns were not compared.",
        "The file says nothing about patients of other hospitals or other years.",
      ],
    },
  };
}
