import type { StatisticTerm } from "@symbolon/protocol";
import type { ModelRecords } from "./modelRecords.ts";
import { termName } from "./termReader.ts";

/** The groups that a model's levels divide records into, and a hospital's records in them: both sides of each must be large enough. */
export function termGroups(terms: readonly StatisticTerm[]): {
  readonly groups: readonly { readonly name: string; readonly both: true }[];
  readonly sizesOf: (records: ModelRecords) => number[];
} {
  const places = terms.flatMap((term, j) => ("level" in term ? [j] : []));
  return {
    groups: places.map((j) => ({ name: termName(terms[j]!), both: true })),
    sizesOf: ({ columns }) => places.map((j) => columns[j]!.reduce((sum, each) => sum + each, 0)),
  };
}
