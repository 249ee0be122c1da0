import { type HolderDeclaration, type ReviewState, reviewState } from "@symbolon/protocol";
import { caseStorage } from "../caseStorage.ts";
import type { PermitContext } from "../permitContext.ts";
import type { KeptDeclaration } from "./declarationStorage.ts";
import { isInScope } from "./isInScope.ts";

/** What everybody may know of a dataset of the EHDS lane beside its catalogue entry. */
export type DatasetDuties = {
  readonly datasetId: string;
  readonly declaration: HolderDeclaration;
  readonly declaredAt: number;
  /** False where the holder is exempt and no national law says otherwise (Art. 50): no application may ask for it. */
  readonly isInScope: boolean;
  /** Of the yearly check (Art. 60(3)). */
  readonly review: ReviewState;
  /** Access bodies, by country, that name its holder as trusted (Art. 72(1), (2)). */
  readonly trustedBy: readonly string[];
};

/** The duties of declared datasets, in their order; what access bodies say of a holder is theirs, not the holder's. */
export async function datasetDuties(
  context: PermitContext,
  kept: readonly KeptDeclaration[],
): Promise<DatasetDuties[]> {
  const bodies = await caseStorage(context.database).accessBodies();
  const now = context.now();
  return kept.map(({ declaration, account, declaredAt }) => ({
    datasetId: declaration.datasetId,
    declaration,
    declaredAt,
    isInScope: isInScope(declaration),
    review: reviewState(declaration.reviewedOn, now),
    trustedBy: bodies
      .filter(({ trustedHolders }) => (trustedHolders as readonly string[] | undefined)?.includes(account))
      .map(({ country }) => country),
  }));
}
