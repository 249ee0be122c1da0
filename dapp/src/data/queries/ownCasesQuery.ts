import type { Hex } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { decodeOwnCase } from "../gateway/decodeCase.ts";
import type { OwnCase } from "../gateway/permitTypes.ts";
import { Reader } from "../gateway/reader.ts";
import type { ReadPass } from "../gateway/readPass.ts";
import { restRequest } from "../gateway/restRequest.ts";
import { retryRead } from "./retryRead.ts";

const PAGE_SIZE = 100;
const REFRESH_MILLIS = 15_000;

/** Key of an account's cases. */
export function ownCasesQueryKey(account: Hex) {
  return ["ehds", "own-cases", account.toLowerCase()] as const;
}

/** Every case that an account has a part in, newest first. Idle without a signature to read by. */
export function ownCasesQueryOptions(account: Hex, pass: ReadPass | null) {
  return queryOptions({
    queryKey: ownCasesQueryKey(account),
    enabled: pass !== null,
    retry: retryRead,
    refetchInterval: REFRESH_MILLIS,
    queryFn: async ({ signal }): Promise<OwnCase[]> => {
      const cases: OwnCase[] = [];
      for (;;) {
        const path = `/ehds/cases?first=${PAGE_SIZE}&offset=${cases.length}`;
        const answer = await restRequest(path, { headers: pass!.headers, signal });
        const page = new Reader(answer, "answer").objects("cases").map(decodeOwnCase);
        cases.push(...page);
        if (page.length < PAGE_SIZE) return cases;
      }
    },
  });
}
