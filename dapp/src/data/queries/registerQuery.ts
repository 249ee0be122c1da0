import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { decodeEntry } from "../gateway/decodeCase.ts";
import type { RegisterEntry, RegisterFilter } from "../gateway/permitTypes.ts";
import { Reader } from "../gateway/reader.ts";
import { restRequest } from "../gateway/restRequest.ts";
import { retryRead } from "./retryRead.ts";

const PAGE_SIZE = 20;

/** Key of a search of the register. */
export function registerQueryKey(filter: RegisterFilter) {
  return ["ehds", "register", filter] as const;
}

/** The filter as the register's query; empty for none. Example: `country=FI&lane=permit`. */
export function registerSearch(filter: RegisterFilter): string {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== "")).toString();
}

/** Entries of the public register (Regulation (EU) 2025/327 Art. 57(1)(j)), newest first, a page at a time. */
export function registerQueryOptions(filter: RegisterFilter) {
  return infiniteQueryOptions({
    queryKey: registerQueryKey(filter),
    retry: retryRead,
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    getNextPageParam: (last: RegisterEntry[], pages: RegisterEntry[][]) =>
      last.length < PAGE_SIZE ? null : pages.length * PAGE_SIZE,
    queryFn: async ({ pageParam, signal }): Promise<RegisterEntry[]> => {
      const path = `/ehds/register?${registerSearch(filter)}&first=${PAGE_SIZE}&offset=${pageParam}`;
      return new Reader(await restRequest(path, { signal }), "answer").objects("entries").map(decodeEntry);
    },
  });
}
