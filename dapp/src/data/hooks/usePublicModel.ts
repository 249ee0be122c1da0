import type { Hex } from "@symbolon/protocol";
import { skipToken, useQuery } from "@tanstack/react-query";
import { publicModelQueryOptions } from "../queries/publicModelQuery.ts";

/** A published model by its digest; idle while there is none to fetch. */
export function usePublicModel(modelDigest: Hex | null, schemaDigest: Hex) {
  const options = publicModelQueryOptions(modelDigest ?? "0x", schemaDigest);
  return useQuery(modelDigest === null ? { ...options, queryFn: skipToken } : options);
}
