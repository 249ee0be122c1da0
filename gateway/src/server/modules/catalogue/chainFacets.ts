import { HEALTH_CATEGORIES, PURPOSES } from "@symbolon/protocol";
import { bandOf, FACET_BANDS } from "../../../catalogue/facetBands.ts";
import type { Facet } from "./facets.ts";

/** What the chain says of a dataset. Amounts are decimal text; `releaseClasses` are those of jobs on it that passed. */
export type ChainFacts = {
  readonly category_code: number;
  readonly purposes_mask: number;
  readonly price_wei: string;
  readonly lane: string;
  readonly available_micro: string | null;
  readonly releaseClasses: ReadonlySet<number>;
};

/** Names of release classes by number (certificate, docs/ARCHITECTURE.md). */
const RELEASES: Readonly<Record<number, string>> = { 1: "private", 2: "high-fidelity", 3: "statistics" };

/** Values of the facets that the chain tells; all others are the entry's (entryFacets). Each value once. */
export function chainFacets(facts: ChainFacts): Readonly<Partial<Record<Facet, readonly string[]>>> {
  const category = HEALTH_CATEGORIES[facts.category_code];
  const releases = [...facts.releaseClasses].flatMap((releaseClass) => RELEASES[releaseClass] ?? []);
  const mask = BigInt(facts.purposes_mask);
  return {
    category: category === undefined ? [] : [category.code],
    rhoLeft: [bandOf(FACET_BANDS.rhoLeft, BigInt(facts.available_micro ?? 0))],
    certificate: releases.length === 0 ? ["none"] : releases,
    price: [bandOf(FACET_BANDS.price, BigInt(facts.price_wei))],
    purpose: PURPOSES.filter((_, place) => ((mask >> BigInt(place)) & 1n) === 1n).map(({ code }) => code),
    lane: [facts.lane],
  };
}
