import type { AmendmentDraft } from "./amendmentDraft.ts";

/** What is missing in an amendment before it makes a permit; null for nothing. */
export function amendmentFault(draft: AmendmentDraft): string | null {
  const { datasetIds, purposes, specification, characteristics, tools, added } = draft;
  if (datasetIds.length === 0) return "A permit covers at least one dataset.";
  if (purposes.length === 0) return "A permit has at least one purpose.";
  if ([specification, characteristics, tools].some((text) => text.trim() === ""))
    return "Data, environment and tools have to be named.";
  const isIncomplete = added.some(
    ({ name, account }) => name.trim() === "" || !/^0x[0-9a-f]{40}$/i.test(account.trim()),
  );
  return isIncomplete ? "A person needs a name and an account of their own." : null;
}
