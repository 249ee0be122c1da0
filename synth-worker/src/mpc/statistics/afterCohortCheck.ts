import type { StatisticRelease } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import type { Statistic, Step } from "./statistic.ts";

/** The first round of an aggregate: how many records there are, and hospitals with enough of them. */
export type CohortParameters = { readonly stage: "cohort" };

/** What is counted before anything else of a statistic is computed. */
export type CohortCount = {
  /** A hospital's records that the statistic uses, and how many of them are in each group. */
  readonly count: (table: MixedTable) => { readonly records: number; readonly groups: readonly number[] };
  /** Groups that must be large enough; `both`: the others as well. */
  readonly groups?: readonly { readonly name: string; readonly both: boolean }[];
  /** Numbers the statistic fits; at most a third as many as records. */
  readonly coefficients?: number;
};

/**
 * `inner` behind the limits of an aggregate release: records of the cohort, hospitals that have at least `minCell` of them, records per group,
 * and records per coefficient (a third, as DataSHIELD's nfilter.glm). What falls short is withheld before any other sum is opened. A private
 * release has no such limits: what it opens hides single patients whatever their number.
 */
export function afterCohortCheck<P extends { readonly stage: string }, R>(
  release: StatisticRelease,
  { count, groups = [], coefficients = 0 }: CohortCount,
  inner: Statistic<P, R>,
): Statistic<P | CohortParameters, R> {
  if (release.kind === "private") return inner as Statistic<P | CohortParameters, R>;
  const { minRecords, minCell, minHospitals } = release;
  const isCohort = (parameters: P | CohortParameters): parameters is CohortParameters =>
    parameters.stage === "cohort";
  const withheld = (reason: string): Step<P, R> => ({ step: "withheld", reason });
  return {
    start: () => ({
      step: "round",
      plan: {
        what: "records of the cohort",
        parameters: { stage: "cohort" },
        length: 2 + groups.length,
        fractionBits: 0,
        noise: null,
      },
    }),
    local(table, plan) {
      const { parameters } = plan;
      if (!isCohort(parameters)) return inner.local(table, { ...plan, parameters });
      const { records, groups: counts } = count(table);
      return Float64Array.of(records, Number(records >= minCell), ...counts);
    },
    combine(plan, sums) {
      const { parameters } = plan;
      if (!isCohort(parameters)) return inner.combine({ ...plan, parameters }, sums);
      const records = sums[0]!;
      if (records < minRecords) return withheld("the cohort has too few records");
      if (sums[1]! < minHospitals) return withheld("too few hospitals have enough records of the cohort");
      for (const [g, { name, both }] of groups.entries()) {
        const size = sums[2 + g]!;
        if (size < minCell) return withheld(`too few records with ${name}`);
        if (both && records - size < minCell) return withheld(`too few records without ${name}`);
      }
      if (3 * coefficients > records) return withheld("too few records for so many terms");
      return inner.start();
    },
  };
}
