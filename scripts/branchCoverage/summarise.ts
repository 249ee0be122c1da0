import type { Probe, ProbeKind } from "./probe.ts";
import type { ReviewedBranch } from "./reviewed.ts";

/** Probes hit and in all, per kind. */
export type Counts = Record<ProbeKind, { hit: number; all: number }>;

/** Coverage of a run. */
export type Summary = {
  readonly files: ReadonlyMap<string, Counts>;
  readonly total: Counts;
  /** Branches and functions that no test reached, reviewed ones left out. */
  readonly missed: readonly Probe[];
  /** Reviewed branches that were left out of the count. */
  readonly excused: readonly (ReviewedBranch & { readonly line: number })[];
  /** Entries of the reviewed list that a test takes, or that name nothing. */
  readonly staleReviews: readonly ReviewedBranch[];
};

/** Counts hits per file and in total. A branch is one way out of one decision. */
export function summarise(
  probes: readonly Probe[],
  hits: ReadonlyMap<number, number>,
  reviewed: readonly ReviewedBranch[],
): Summary {
  const files = new Map<string, Counts>();
  const total = none();
  const missed: Probe[] = [];
  const excused: (ReviewedBranch & { line: number })[] = [];
  const used = new Set<ReviewedBranch>();
  for (const probe of probes) {
    const isHit = (hits.get(probe.id) ?? 0) > 0;
    const review = reviewed.find(
      ({ file, label }) => probe.kind === "branch" && file === probe.file && label === probe.label,
    );
    if (review !== undefined && !isHit) {
      used.add(review);
      excused.push({ ...review, line: probe.line });
      continue;
    }
    const counts = files.get(probe.file) ?? none();
    files.set(probe.file, counts);
    for (const tally of [counts[probe.kind], total[probe.kind]]) {
      tally.all += 1;
      if (isHit) tally.hit += 1;
    }
    if (!isHit && probe.kind !== "statement") missed.push(probe);
  }
  const staleReviews = reviewed.filter((review) => !used.has(review));
  return { files, total, missed, excused, staleReviews };
}

function none(): Counts {
  return { statement: { hit: 0, all: 0 }, branch: { hit: 0, all: 0 }, function: { hit: 0, all: 0 } };
}
