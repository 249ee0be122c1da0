import { useInfiniteQuery } from "@tanstack/react-query";
import type { RegisterFilter } from "../gateway/permitTypes.ts";
import { registerQueryOptions } from "../queries/registerQuery.ts";

/** The public register, a page at a time. */
export function useRegister(filter: RegisterFilter) {
  return useInfiniteQuery(registerQueryOptions(filter));
}
