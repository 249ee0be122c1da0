import type { PermitDocument } from "@symbolon/protocol";

/** A researcher who is to be named in a permit; the name does not leave this browser. */
export type AddedPerson = { readonly name: string; readonly account: string };

/** A permit's amendment as it is being filled in. */
export type AmendmentDraft = {
  readonly specification: string;
  readonly datasetIds: readonly string[];
  readonly purposes: readonly string[];
  readonly characteristics: string;
  readonly tools: string;
  /** One in each line. */
  readonly conditions: string;
  /** Of those named so far, who stays. */
  readonly persons: PermitDocument["authorisedPersons"];
  readonly added: readonly AddedPerson[];
};

/** The draft that changes nothing. */
export function amendmentDraft({
  data,
  purpose,
  environment,
  conditions,
  authorisedPersons,
}: PermitDocument): AmendmentDraft {
  return {
    specification: data.specification,
    datasetIds: data.datasetIds,
    purposes: purpose.codes,
    characteristics: environment.characteristics,
    tools: environment.tools,
    conditions: conditions.join("\n"),
    persons: authorisedPersons,
    added: [],
  };
}
