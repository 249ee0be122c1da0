import { type Hex, Origin, parseDocument } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { fetchDocument } from "../gateway/fetchDocument.ts";
import { retryRead } from "./retryRead.ts";

/** Key of a file's origin. */
export function originQueryKey(digest: Hex) {
  return ["origin", digest] as const;
}

/**
 * What a hospital says of a high-fidelity file's making, by the digest on chain; its bytes are checked here. Never asked twice: a digest has one
 * document. Throws E1006 when it is no origin, and what fetchDocument throws.
 */
export function originQueryOptions(digest: Hex) {
  return queryOptions({
    queryKey: originQueryKey(digest),
    retry: retryRead,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => parseDocument(Origin, await fetchDocument(digest), "origin"),
  });
}
