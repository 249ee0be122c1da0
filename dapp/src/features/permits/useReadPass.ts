import type { Hex } from "@symbolon/protocol";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { ReadPass } from "../../data/gateway/readPass.ts";
import { signRead } from "../../transactions/signRead.ts";

/**
 * The signature by which an account reads its cases: null before it is given and once it has run out. It is in memory alone, under the account, so
 * another account never reads by it.
 */
export function useReadPass(account: Hex) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const queryKey = ["ehds", "read-pass", account.toLowerCase()] as const;
  const { data: pass } = useQuery<ReadPass | null>({
    queryKey,
    queryFn: () => null,
    enabled: false,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const sign = useMutation({
    mutationFn: () => signRead(config, deployment, account),
    onSuccess: (signed) => queryClient.setQueryData(queryKey, signed),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the account's
  useEffect(() => {
    if (pass === null) return;
    const left = Math.max(0, pass.expiresAt - Date.now());
    const timer = setTimeout(() => queryClient.setQueryData(queryKey, null), left);
    return () => clearTimeout(timer);
  }, [pass, account, queryClient]);
  return { pass, sign };
}
