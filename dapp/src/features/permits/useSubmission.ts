import { type AccessBody, type Hex, sealName } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { ownCasesQueryKey } from "../../data/queries/ownCasesQuery.ts";
import { permitCaseQueryKey } from "../../data/queries/permitCaseQuery.ts";
import { agreeToAnswer } from "../../transactions/agreeToAnswer.ts";
import { completeApplication, submitApplication } from "../../transactions/submitApplication.ts";
import { keepText } from "../../ui/keepText.ts";
import { type ApplicationDraft, draftSlot } from "./applicationDraft.ts";
import type { CaseAnswer } from "./caseAnswer.ts";
import { draftDocument } from "./draftDocument.ts";

/** What is handed in: the draft over these datasets, to these access bodies; `answers` what it answers in a case that is there. */
export type SubmissionInput = {
  readonly draft: ApplicationDraft;
  readonly datasetIds: readonly string[];
  readonly bodies: readonly AccessBody[];
  readonly answers: CaseAnswer | null;
};

/** What became of it: one case for each country. */
export type Submitted = {
  readonly applicationHash: Hex;
  readonly countries: readonly string[];
  /** The form with its names stays in this browser; false where that has no room for it. */
  readonly hasCopy: boolean;
};

/**
 * Seals the names to the access bodies of the countries asked, in this browser and before anything leaves it, then signs once and hands in. A copy of
 * the form stays in this browser under the application's hash, from which it can be completed.
 */
export function useSubmission(account: Hex) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { chainId } = deployment;
  return useMutation({
    mutationFn: async ({ draft, datasetIds, bodies, answers }: SubmissionInput): Promise<Submitted> => {
      const countries = [...new Set(datasetIds.map((id) => draft.data[id]?.country ?? ""))].sort();
      const asked = bodies.filter(({ country }) => countries.includes(country));
      const seal = (name: string) => sealName(name.trim(), asked, { chainId, account });
      const document = draftDocument(
        {
          ...draft,
          legalName:
            draft.applicantClass === "natural-person" ? await seal(draft.legalName) : draft.legalName,
          persons: await Promise.all(
            draft.persons.map(async (person) => ({ ...person, name: await seal(person.name) })),
          ),
        },
        { chainId, account, datasetIds },
      );
      let submitted: Omit<Submitted, "hasCopy">;
      if (answers === null) {
        const applicationHash = await submitApplication(config, deployment, account, draft.lane, document);
        submitted = { applicationHash, countries };
      } else if (answers.kind === "completes") {
        await completeApplication(config, deployment, account, answers, document);
        submitted = { applicationHash: answers.applicationHash, countries: [answers.country] };
      } else {
        const applicationHash = await agreeToAnswer(config, deployment, account, answers, document);
        submitted = { applicationHash, countries: [answers.country] };
      }
      const data = Object.fromEntries(datasetIds.map((id) => [id, draft.data[id]]));
      const copy = draftSlot(chainId, account, submitted.applicationHash);
      return { ...submitted, hasCopy: keepText(localStorage, copy, JSON.stringify({ ...draft, data })) };
    },
    onSuccess: async ({ applicationHash, countries }, { answers }) => {
      if (answers !== null) await queryClient.invalidateQueries({ queryKey: permitCaseQueryKey(answers) });
      await queryClient.invalidateQueries({ queryKey: ownCasesQueryKey(account) });
      for (const country of countries)
        await queryClient.invalidateQueries({ queryKey: permitCaseQueryKey({ applicationHash, country }) });
    },
  });
}
