import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { schemasQueryOptions } from "../queries/schemasQuery.ts";

/** The schemas with these digests. */
export function useSchemas(digests: readonly Hex[]) {
  return useQuery(schemasQueryOptions(digests));
}
