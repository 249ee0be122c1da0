import type { Hex } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";

/** The one chain on which a key may be served to a page: a chain that lives on the reader's own machine. */
export const LOCAL_CHAIN_ID = 31337;

/** Key of the local development wallet. */
export function devWalletQueryKey() {
  return ["dev-wallet"] as const;
}

/**
 * Private key of the demo's buyer, when the server offers one at /dev-wallet.json; null otherwise.
 * Asked only on the local chain, so that no page on a real chain ever holds a key.
 */
export function devWalletQueryOptions(chainId: number | undefined) {
  return queryOptions({
    queryKey: devWalletQueryKey(),
    enabled: chainId === LOCAL_CHAIN_ID,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }): Promise<Hex | null> => {
      try {
        const response = await fetch("/dev-wallet.json", { signal });
        if (!response.ok) return null;
        const body: unknown = await response.json();
        const key = (body as { privateKey?: unknown } | null)?.privateKey;
        return typeof key === "string" && /^0x[0-9a-fA-F]{64}$/.test(key) ? (key as Hex) : null;
      } catch {
        // Absent, or a page that answers every path with HTML: then there simply is no development wallet.
        return null;
      }
    },
  });
}
