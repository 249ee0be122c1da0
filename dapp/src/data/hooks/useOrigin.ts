import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { originQueryOptions } from "../queries/originQuery.ts";

/** The origin of a high-fidelity file by its digest. */
export function useOrigin(digest: Hex) {
  return useQuery(originQueryOptions(digest));
}
