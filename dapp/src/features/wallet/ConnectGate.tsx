import type { Hex } from "@symbolon/protocol";
import type { ReactNode } from "react";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { useSession } from "./useSession.ts";
import { WalletOptions } from "./WalletOptions.tsx";

/** Shows `children` to a connected account, and otherwise why a wallet is needed here and how to connect one. */
export function ConnectGate({ text, children }: { text: string; children: (account: Hex) => ReactNode }) {
  const { account, isPending } = useSession();
  if (account !== undefined) return children(account);
  if (isPending) return <SkeletonCard />;
  return <EmptyState icon="wallet" title="Connect a wallet" text={text} action={<WalletOptions />} />;
}
