import { SymbolonError } from "@symbolon/protocol";
import type { Rational } from "../../math/rational.ts";
import type { Accountant } from "../../privacy/accountant.ts";
import { cellsOf } from "../../privacy/cellsOf.ts";
import type { CountRequest } from "../../privacy/countRequest.ts";
import type { CountSource } from "../../privacy/countSource.ts";
import { gaussianCost } from "../../privacy/gaussianCost.ts";
import { type Neighbours, squaredSensitivities } from "../../privacy/neighbours.ts";
import type { NoisyCounts } from "../../privacy/noisyCounts.ts";
import type { NoisyTable } from "../../privacy/privateTable.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import type { PartsOpener } from "./partsOpener.ts";

type Request = CountRequest & { readonly sigma: Rational };

/**
 * Records of several hospitals as one PrivateTable would have them: `source` counts this hospital's own (a node's is empty and never
 * asked), and what is answered are the sums of all with noise. Tables of one sigma are one part whose squared sensitivity is theirs
 * together, as PrivateTable charges them. Answers are rounded to whole numbers. Sums of errors against what a model expects are not sums
 * over hospitals: `errors` is refused with E1006, so a mechanism that chooses tables by them cannot run.
 */
export function jointCounts(
  opener: PartsOpener,
  {
    source,
    accountant,
    neighbours,
  }: {
    readonly source: CountSource;
    readonly accountant: Accountant;
    readonly neighbours: Neighbours;
  },
): NoisyCounts {
  const sensitivities = squaredSensitivities(neighbours);
  const { sizes } = source;
  return {
    sizes,
    neighbours,
    sensitivities,
    guarantee: opener.guarantee,
    errors: () =>
      Promise.reject(
        new SymbolonError("E1006", {
          document: "joint order",
          reason: "tables are chosen by errors, which hospitals cannot add up",
        }),
      ),
    async measure(requests) {
      const cells = requests.map((request) => cellsOf(sizes, request));
      const groups = groupBySigma(requests);
      const parts = groups.map(
        (members): MeasuredPart => ({
          what: `${members.length} counts`,
          cells: members.reduce((sum, i) => sum + cells[i]!, 0),
          squaredSensitivity: sensitivities.countTable * BigInt(members.length),
          most: neighbours.maxRecords,
          signed: false,
          sigma: requests[members[0]!]!.sigma,
        }),
      );
      accountant.charge(
        parts.map(({ what, squaredSensitivity, sigma }) => ({
          what,
          rho: gaussianCost(squaredSensitivity, sigma),
          sigma: null,
        })),
      );
      const sums = await opener.open(parts, async () => await exactVectors(source, requests, groups));
      const out: NoisyTable[] = [];
      for (const [g, members] of groups.entries()) {
        let at = 0;
        for (const i of members) {
          const { columns, maps, sigma } = requests[i]!;
          // + 0 turns -0, which JSON does not know, into 0.
          const counts = sums[g]!.slice(at, at + cells[i]!).map((sum) => Math.round(sum) + 0);
          out[i] = { columns, maps, sigma, counts };
          at += cells[i]!;
        }
      }
      return out;
    },
  };
}

/** Numbers of the requests with one sigma, in the order of their first. */
function groupBySigma(requests: readonly Request[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [i, { sigma }] of requests.entries()) {
    const key = `${sigma.num}/${sigma.den}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  }
  return [...groups.values()];
}

async function exactVectors(
  source: CountSource,
  requests: readonly Request[],
  groups: readonly (readonly number[])[],
): Promise<Float64Array[]> {
  const out: Float64Array[] = [];
  for (const members of groups) {
    const counts: number[] = [];
    for (const i of members) {
      const { columns, maps } = requests[i]!;
      for (const count of await source.count(columns, maps)) counts.push(count);
    }
    out.push(Float64Array.from(counts));
  }
  return out;
}
