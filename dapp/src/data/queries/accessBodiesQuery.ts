import { AccessBody, parseDocument } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { Reader } from "../gateway/reader.ts";
import { restRequest } from "../gateway/restRequest.ts";
import { retryRead } from "./retryRead.ts";

/** Key of the access bodies. */
export function accessBodiesQueryKey() {
  return ["ehds", "access-bodies"] as const;
}

/** Health data access bodies that have introduced themselves, one a country, by country. */
export function accessBodiesQueryOptions() {
  return queryOptions({
    queryKey: accessBodiesQueryKey(),
    retry: retryRead,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<AccessBody[]> => {
      const answer = new Reader(await restRequest("/ehds/access-bodies", { signal }), "answer");
      const list = answer.json("accessBodies");
      return (Array.isArray(list) ? list : []).map((body) => parseDocument(AccessBody, body, "access body"));
    },
  });
}
