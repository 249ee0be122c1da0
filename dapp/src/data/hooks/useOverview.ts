import { useQuery } from "@tanstack/react-query";
import { overviewQueryOptions } from "../queries/overviewQuery.ts";

/** Market totals and index position. */
export function useOverview() {
  return useQuery(overviewQueryOptions());
}
