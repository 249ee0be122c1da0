/** Fewer patients than this single somebody out: the k of feasibility counts (docs/EHDS.md). */
const LEAST_PATIENTS = 10;

/** What makes an order look like an attempt to single patients out; `orderId` is the earlier order that it all but repeats. */
export type AttackSign =
  | { readonly kind: "narrow-cohort" }
  | { readonly kind: "near-identical"; readonly orderId: string };

/** An order's cohort at one hospital: inside[row] = 1. */
export type CohortOf = { readonly orderId: string; readonly inside: Uint8Array };

/**
 * Signs of an attack (Regulation (EU) 2025/327 Art. 61(3)) in an order, by what this hospital alone can see:
 * - narrow-cohort: some, and fewer than 10, of its patients are in the cohort;
 * - near-identical: its cohort and that of an earlier order of the same account differ in some, and fewer than 10, patients, so that the
 *   difference of two results is about them.
 * A cohort of nobody, and one that is repeated exactly, are no sign. Signs are told, not sums: none of them says how many. What results let out
 * is bounded by the privacy budget whatever is ordered; this is for who supervises. Throws RangeError for cohorts of different lengths.
 */
export function attackSigns(order: CohortOf, earlier: readonly CohortOf[]): AttackSign[] {
  const isFew = (patients: number) => patients > 0 && patients < LEAST_PATIENTS;
  const signs: AttackSign[] = [];
  if (isFew(order.inside.reduce((sum, flag) => sum + flag, 0))) signs.push({ kind: "narrow-cohort" });
  for (const { orderId, inside } of earlier) {
    if (inside.length !== order.inside.length) throw new RangeError("cohorts of different records");
    const differing = inside.reduce((sum, flag, row) => sum + Number(flag !== order.inside[row]), 0);
    if (isFew(differing)) signs.push({ kind: "near-identical", orderId });
  }
  return signs;
}
