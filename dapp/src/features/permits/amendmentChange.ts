import { type Hex, type PermitDocument, PURPOSES, personIdentity } from "@symbolon/protocol";
import type { AmendmentDraft } from "./amendmentDraft.ts";
import type { PermitChange } from "./nextVersion.ts";

/**
 * What an amendment without a fault changes in the present version (Art. 68(13)); dates and fees are not among it. New persons stand in it as salted
 * commitments, one salt of 32 random bytes for each.
 */
export function amendmentChange(
  present: PermitDocument,
  draft: AmendmentDraft,
  salts: readonly Hex[],
): PermitChange {
  const lines = draft.conditions.split("\n").map((line) => line.trim());
  return {
    data: {
      ...present.data,
      datasetIds: draft.datasetIds.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)),
      specification: draft.specification.trim(),
    },
    purpose: {
      ...present.purpose,
      codes: PURPOSES.map(({ code }) => code).filter((code) => draft.purposes.includes(code)),
    },
    authorisedPersons: [
      ...draft.persons,
      ...draft.added.map(({ name, account }, i) => ({
        role: "researcher" as const,
        identity: personIdentity(salts[i]!, { name: name.trim(), account: account.trim() }),
      })),
    ],
    environment: { characteristics: draft.characteristics.trim(), tools: draft.tools.trim() },
    conditions: lines.filter((line) => line !== ""),
  };
}
