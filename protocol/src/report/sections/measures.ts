/** Every measure of the report in one sentence. */
export const measures: readonly (readonly [name: string, sentence: string])[] = [
  [
    "Distance (total variation)",
    "Half the sum of the differences of all shares; numbers are cut at the real deciles, missing is a level.",
  ],
  ["Best possible", "The same distance between the training half and the held-out half of the real records."],
  ["Kolmogorov-Smirnov (KS)", "The largest gap between two cumulative distributions."],
  [
    "Wasserstein",
    "How far values have to be moved on average to make one distribution the other, in real standard deviations.",
  ],
  [
    "Association",
    "Pearson\u2019s r for two numbers, the correlation ratio for a number and a category, Cram\u00e9r\u2019s V for two categories.",
  ],
  [
    "C2ST",
    "Cross-validated AUC of boosted trees that tell real from synthetic; 0.5 is best, below 0.48 is a copying alarm.",
  ],
  [
    "pMSE",
    "Mean squared distance of a logistic model\u2019s probability of being synthetic from the share of synthetic records; its ratio divides by what chance gives.",
  ],
  [
    "Alpha-precision, beta-recall",
    "How well synthetic records lie inside the typical real ones, and cover them, averaged over sizes of \u201ctypical\u201d.",
  ],
  [
    "Authenticity",
    "Share of synthetic records that are farther from their nearest training record than that record is from the next.",
  ],
  [
    "Precision, recall, density, coverage",
    "Shares of records that fall into the neighbourhoods (5 nearest) of the other side\u2019s records, and how densely.",
  ],
  [
    "Maximum mean discrepancy (MMD)",
    "Squared distance between the mean embeddings of real and synthetic records under a Gaussian kernel.",
  ],
  [
    "Kernel distance of images",
    "Squared distance between the mean embeddings of wavelet scattering features under a cubic kernel; may fall below 0 by chance.",
  ],
  [
    "MS-SSIM",
    "Multiscale structural similarity of two images, 1 when they are the same; taken between images of different patients.",
  ],
  ["AUROC, AUC", "How often a model ranks a case above a non-case; 0.5 is guessing, 1 is perfect."],
  ["Brier score", "Mean squared error of predicted probabilities; smaller is better."],
  ["Calibration slope", "Slope of outcomes on predictions; 1 is right, below 1 predictions are too extreme."],
  ["R\u00b2", "Share of the variance of a number that a model explains."],
  ["Kaplan-Meier distance", "Mean absolute difference of two survival curves up to the last real event."],
  ["Log-rank p", "Probability of curves at least this different if both came from one population."],
  ["Interval overlap", "How much of two 95 % intervals of a hazard ratio is shared, averaged over both."],
  [
    "Harrell C, Uno C",
    "How often a model ranks two patients in the order of their events; Uno\u2019s does not depend on who was censored.",
  ],
  [
    "Membership attack",
    "Given a record, decide whether it was in the training data; by nearest neighbour, density ratio, or models trained with and without it.",
  ],
  ["Found at 1 % false alarms", "Share of members an attack finds while it accuses 1 in 100 non-members."],
  ["Singling out", "A description taken from synthetic records that fits exactly one real patient."],
  ["Linkability", "Two parts of one patient\u2019s record are joined through synthetic records."],
  [
    "Inference",
    "An unknown value of a patient is guessed from synthetic records that resemble the known ones.",
  ],
  [
    "Added risk",
    "What an attack gains on patients in the data over patients outside, as a share of what it could gain.",
  ],
  [
    "DCR, NNDR",
    "Distance to the closest record, and its ratio to the second closest; shown, never a criterion.",
  ],
  [
    "Epsilon, delta, mu",
    "Bounds of differential privacy: how much one patient can change what anybody may learn from the file; smaller is stricter.",
  ],
];
