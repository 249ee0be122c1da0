import { digestOfDocument, type Hex, JointModel, parseDocument } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { fetchDocument } from "../gateway/fetchDocument.ts";
import { retryRead } from "./retryRead.ts";

/** Key of a published model. */
export function publicModelQueryKey(modelDigest: Hex) {
  return ["public-model", modelDigest] as const;
}

/**
 * The published differentially private model with this digest, its bytes checked here; null when it is of another schema than `schemaDigest`.
 * Never asked twice: a digest has one document. Throws E1006 when it is no model, and what fetchDocument throws.
 */
export function publicModelQueryOptions(modelDigest: Hex, schemaDigest: Hex) {
  return queryOptions({
    queryKey: publicModelQueryKey(modelDigest),
    retry: retryRead,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<JointModel | null> => {
      const model = parseDocument(JointModel, await fetchDocument(modelDigest), "model");
      return digestOfDocument(model.schema) === schemaDigest.toLowerCase() ? model : null;
    },
  });
}
