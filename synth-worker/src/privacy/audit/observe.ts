import type { CountSource } from "../countSource.ts";
import type { PrivateTable } from "../privateTable.ts";
import { logLikelihoodRatio } from "./logLikelihoodRatio.ts";

/** Two neighbouring tables: the second has the canary's records as well. */
export type Neighbouring = { readonly without: CountSource; readonly withCanary: CountSource };

/**
 * The same private table, seen by an auditor: every noisy value that it answers is compared with the exact ones of both
 * neighbouring tables, and `ratio()` is the log-likelihood ratio of all answers so far. Whatever a mechanism then does
 * with the answers, no test of its output can tell the tables apart better (data processing). The mechanism
 * under audit is the product's own code: it is handed `table` and cannot know.
 */
export function observe(table: PrivateTable, pair: Neighbouring): { table: PrivateTable; ratio(): number } {
  let ratio = 0;
  const measure: PrivateTable["measure"] = async (requests) => {
    const answers = await table.measure(requests);
    for (const { columns, maps, counts, sigma } of answers) {
      const without = await pair.without.count(columns, maps);
      ratio += logLikelihoodRatio(counts, without, await pair.withCanary.count(columns, maps), sigma);
    }
    return answers;
  };
  const errors: PrivateTable["errors"] = async (requests, sigma) => {
    const answers = await table.errors(requests, sigma);
    const exact = async (source: CountSource) => {
      const sums = new Float64Array(requests.length);
      for (const [i, { columns, maps, expected }] of requests.entries()) {
        const counts = await source.count(columns, maps);
        for (const [cell, count] of counts.entries())
          sums[i]! += Math.abs(count - Math.round(expected[cell]!));
      }
      return sums;
    };
    ratio += logLikelihoodRatio(answers, await exact(pair.without), await exact(pair.withCanary), sigma);
    return answers;
  };
  const observed: PrivateTable = new Proxy(table, {
    get(target, name) {
      if (name === "measure") return measure;
      if (name === "errors") return errors;
      const value: unknown = Reflect.get(target, name, target);
      // quantiles() asks through measure(), which is to be seen; private fields are reached through the table itself.
      if (name === "quantiles") return table.quantiles.bind(observed);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { table: observed, ratio: () => ratio };
}
