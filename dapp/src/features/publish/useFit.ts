import { useQuery } from "@tanstack/react-query";
import { draftFaults } from "./draft/draftFaults.ts";
import { draftSchema } from "./draft/draftSchema.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";
import { mappingOf } from "./sample/mappingOf.ts";
import type { OpenSample } from "./sample/openSample.ts";

/** How every record fits the draft's columns, counted in the sample's thread; idle without a sample or while columns are at fault. */
export function useFit(draft: PublishDraft, open: OpenSample | null) {
  const mapping = mappingOf(draft.columns, draft.sample?.delimiter ?? ",");
  const schema = draftSchema(draft);
  const isSound =
    draft.schemaName !== "" && !Object.keys(draftFaults(draft)).some((field) => field.startsWith("column"));
  return useQuery({
    queryKey: ["sample-fit", draft.sample?.fileDigest, mapping, schema.columns],
    enabled: open !== null && isSound,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => open!.fit(mapping, schema),
  });
}
