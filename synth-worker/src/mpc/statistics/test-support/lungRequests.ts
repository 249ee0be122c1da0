/** Requests on the lung table, of every statistic. */
const event = { column: "status", level: "1" };
const terms = [
  { column: "age", min: 0, max: 120 },
  { column: "sex", level: "female" },
  { column: "ph_ecog", min: 0, max: 4 },
];
const sex = { column: "sex", levels: ["male", "female"] };
const daily = Array.from({ length: 1022 }, (_, i) => i + 1);

export const lungRequests = {
  sexByEcog: { statistic: "table", by: [sex, { column: "ph_ecog", levels: ["0", "1", "2", "3"] }] },
  means: {
    statistic: "means",
    columns: [
      { column: "age", min: 0, max: 120 },
      { column: "meal_cal", min: 0, max: 5000 },
    ],
  },
  quantiles: {
    statistic: "quantiles",
    column: "time",
    min: 0,
    max: 2000,
    step: 1,
    probabilities: [0.25, 0.5, 0.75],
  },
  curve: { statistic: "kaplan-meier", time: "time", event, grid: daily },
  curves: { statistic: "kaplan-meier", time: "time", event, grid: daily, by: sex },
  cox: { statistic: "cox", time: "time", event, terms },
  logistic: { statistic: "logistic", outcome: event, terms },
};
