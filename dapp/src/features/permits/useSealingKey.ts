import type { Hex } from "@symbolon/protocol";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { KeyFile } from "../result/keyStore.ts";

/** The access body's sealing key, once its file was opened: in memory under the account, gone with the page. */
export function useSealingKey(account: Hex): readonly [KeyFile | null, (key: KeyFile | null) => void] {
  const queryClient = useQueryClient();
  const queryKey = ["ehds", "sealing-key", account.toLowerCase()] as const;
  const { data } = useQuery<KeyFile | null>({
    queryKey,
    queryFn: () => null,
    enabled: false,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return [data, (key) => queryClient.setQueryData(queryKey, key)];
}
