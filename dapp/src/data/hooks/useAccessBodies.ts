import { useQuery } from "@tanstack/react-query";
import { accessBodiesQueryOptions } from "../queries/accessBodiesQuery.ts";

/** Health data access bodies, one a country. */
export function useAccessBodies() {
  return useQuery(accessBodiesQueryOptions());
}
