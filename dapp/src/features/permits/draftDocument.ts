import type { ApplicationDraft } from "./applicationDraft.ts";

/** What the draft's document is for, and of which datasets, in the order of the basket. */
export type DraftPlace = {
  readonly chainId: number;
  readonly account: string;
  readonly datasetIds: readonly string[];
};

/**
 * The draft as the document it will be, `symbolon-access-application/1` or `symbolon-data-request/1`, complete or not: the protocol's schema says what
 * is wrong with it. Parts that nothing is said about and that may be absent are absent.
 */
export function draftDocument(
  draft: ApplicationDraft,
  { chainId, account, datasetIds }: DraftPlace,
): Record<string, unknown> {
  const isMandated = draft.mandator !== "" || draft.mandateHash !== "";
  const isOptOutException = draft.optOutLaw !== "" || draft.optOutJustification !== "";
  const common = {
    chainId,
    account,
    applicant: {
      legalName: draft.legalName,
      applicantClass: draft.applicantClass,
      country: draft.country,
      activities: draft.activities,
      ...(isMandated ? { mandate: { mandator: draft.mandator, documentHash: draft.mandateHash } } : {}),
    },
    summary: { title: draft.title, text: draft.text },
    purposes: draft.purposes,
    use: { explanation: draft.explanation, benefit: draft.benefit, contribution: draft.contribution },
    data: datasetIds.map((datasetId) => {
      const asked = draft.data[datasetId];
      return {
        country: asked?.country ?? "",
        datasetId,
        categories: asked?.categories ?? [],
        scope: asked?.scope ?? "",
        timeRange: { from: asked?.from ?? "", until: asked?.until ?? "" },
        format: asked?.format ?? "",
        sources: asked?.sources ?? "",
      };
    }),
    safeguards: draft.safeguards,
    ...(isOptOutException
      ? { optOutException: { nationalLaw: draft.optOutLaw, justification: draft.optOutJustification } }
      : {}),
    attestations: draft.attestations,
    noReidentification: draft.noReidentification,
  };
  if (draft.lane === "request")
    return {
      format: "symbolon-data-request/1",
      ...common,
      statisticalContent: draft.statisticalContent,
      lawfulBasis: draft.lawfulBasis,
    };
  const ownDatasets = draft.ownDatasets
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const hasEthics = draft.ethicsAssessment !== "" || draft.ethicsHash !== "";
  return {
    format: "symbolon-access-application/1",
    ...common,
    persons: draft.persons.map(({ name, account: own, qualification, isInvestigator }) => ({
      name,
      account: own.trim(),
      role: isInvestigator ? "principal-investigator" : "researcher",
      qualification,
    })),
    dataFormat: draft.isPseudonymised
      ? {
          kind: "pseudonymised",
          justification: draft.formatJustification,
          lawfulBasis: draft.formatLawfulBasis,
        }
      : { kind: "anonymised" },
    ...(ownDatasets.length === 0 ? {} : { ownDatasets }),
    period: draft.isRecurring
      ? {
          kind: "recurring",
          from: draft.recurringFrom,
          until: draft.recurringUntil,
          frequency: draft.frequency,
        }
      : {
          kind: "months",
          months: /^\d+$/.test(draft.months) ? Number(draft.months) : draft.months,
          justification: draft.periodJustification,
        },
    environment: { tools: draft.tools, computing: draft.computing },
    ...(hasEthics ? { ethics: { assessment: draft.ethicsAssessment, documentHash: draft.ethicsHash } } : {}),
  };
}
