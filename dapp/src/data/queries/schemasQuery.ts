import { DatasetSchema, type Hex, parseDocument } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { fetchDocument } from "../gateway/fetchDocument.ts";
import { retryRead } from "./retryRead.ts";

/** Key of schema documents. */
export function schemasQueryKey(digests: readonly Hex[]) {
  return ["schemas", ...digests] as const;
}

/** The schemas with these digests, each hashed here. Throws what fetchDocument throws, and E1006 for a document that is none. */
export function schemasQueryOptions(digests: readonly Hex[]) {
  return queryOptions({
    queryKey: schemasQueryKey(digests),
    retry: retryRead,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      Promise.all(
        digests.map(async (digest) =>
          parseDocument(DatasetSchema, await fetchDocument(digest), "dataset schema"),
        ),
      ),
  });
}
