import type { Hex } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { decodeEntry, decodeWholeCase } from "../gateway/decodeCase.ts";
import type { CaseId, RegisterEntry, WholeCase } from "../gateway/permitTypes.ts";
import { Reader } from "../gateway/reader.ts";
import type { ReadPass } from "../gateway/readPass.ts";
import { restRequest } from "../gateway/restRequest.ts";
import { retryRead } from "./retryRead.ts";

const REFRESH_MILLIS = 10_000;

/** Key of what everybody may see of a case. */
export function permitCaseQueryKey({ applicationHash, country }: CaseId) {
  return ["ehds", "case", applicationHash, country] as const;
}

/** Key of what a party sees of a case. */
export function wholeCaseQueryKey(id: CaseId, account: Hex) {
  return [...permitCaseQueryKey(id), account.toLowerCase()] as const;
}

/** Path of a case at the gateway. */
export function casePath({ applicationHash, country }: CaseId): string {
  return `/ehds/cases/${applicationHash}/${country}`;
}

/** The public entry of a case. Fails with E3014 when there is none. */
export function permitCaseQueryOptions(id: CaseId) {
  return queryOptions({
    queryKey: permitCaseQueryKey(id),
    retry: retryRead,
    refetchInterval: REFRESH_MILLIS,
    queryFn: async ({ signal }): Promise<RegisterEntry> =>
      decodeEntry(new Reader(await restRequest(casePath(id), { signal }), "case")),
  });
}

/** A case with its acts and clocks, for a party. Idle without a signature; fails with E9002 for an account that has no part in it. */
export function wholeCaseQueryOptions(id: CaseId, account: Hex, pass: ReadPass | null) {
  return queryOptions({
    queryKey: wholeCaseQueryKey(id, account),
    enabled: pass !== null,
    retry: retryRead,
    refetchInterval: REFRESH_MILLIS,
    queryFn: async ({ signal }): Promise<WholeCase> =>
      decodeWholeCase(
        new Reader(await restRequest(casePath(id), { headers: pass!.headers, signal }), "case"),
      ),
  });
}
