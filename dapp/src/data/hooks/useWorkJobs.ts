import { useQuery } from "@tanstack/react-query";
import { workJobsQueryOptions } from "../queries/workJobsQuery.ts";

/** The market's latest jobs. */
export function useWorkJobs() {
  return useQuery(workJobsQueryOptions());
}
