import type { ApplicationDraft } from "./applicationDraft.ts";
import type { CaseAnswer } from "./caseAnswer.ts";

/**
 * The form of a data request that agrees to a statistical answer: what was said in the application, as far as this browser has a copy of it, over the
 * datasets of that case alone; of a dataset that nothing was said of here, the form starts from the catalogue. What is to be counted stays to be said;
 * attestations are given anew.
 */
export function agreementDraft(
  application: ApplicationDraft,
  { country, datasetIds }: Pick<CaseAnswer, "country" | "datasetIds">,
): ApplicationDraft {
  const data = Object.fromEntries(
    Object.entries(application.data)
      .filter(([id]) => datasetIds.includes(id))
      .map(([id, asked]) => [id, { ...asked, country }]),
  );
  return { ...application, lane: "request", data, attestations: [], noReidentification: false };
}
