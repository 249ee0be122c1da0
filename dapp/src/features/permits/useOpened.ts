import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import type { DeskProps } from "./deskProps.ts";
import { type OpenedApplication, openApplication } from "./openApplication.ts";
import { useSealingKey } from "./useSealingKey.ts";

/** The sealed application of a case, opened in this browser by the access body's key; undefined data before. */
export function useOpened({ whole, state, body, account }: DeskProps) {
  const [key] = useSealingKey(account);
  const hash: Hex = state.lane === "permit" ? state.applicationHash : state.requestHash;
  return useQuery<OpenedApplication>({
    queryKey: ["ehds", "opened", account.toLowerCase(), hash, body.country],
    enabled: key !== null && whole.sealed !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => openApplication(whole.sealed!, hash, whole.lane, body, key!.privateKey),
  });
}
