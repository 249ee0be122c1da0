import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { WagmiProvider } from "wagmi";
import { DeploymentContext } from "../../config/deploymentContext.ts";
import { deploymentQueryOptions } from "../../data/queries/deploymentQuery.ts";
import { devWalletQueryOptions, LOCAL_CHAIN_ID } from "../../data/queries/devWalletQuery.ts";
import { settingsQueryOptions } from "../../data/queries/settingsQuery.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { makeWagmiConfig } from "../wallet/makeWagmiConfig.ts";
import { Splash } from "./Splash.tsx";

/**
 * Learns at runtime where the market is (deployment, RPC, development wallet, the operator's settings) and only then starts wagmi and the pages.
 * Nothing about a deployment is built into the bundle.
 */
export function Bootstrap({ children }: { children: ReactNode }) {
  const deployment = useQuery(deploymentQueryOptions());
  const devWallet = useQuery(devWalletQueryOptions(deployment.data?.chainId));
  const settings = useQuery(settingsQueryOptions());
  const isSettled =
    deployment.data !== undefined &&
    settings.data !== undefined &&
    (deployment.data.chainId !== LOCAL_CHAIN_ID || !devWallet.isPending);
  const config = useMemo(
    () =>
      deployment.data && settings.data && isSettled
        ? makeWagmiConfig(deployment.data, devWallet.data ?? null, settings.data.walletConnect)
        : null,
    [deployment.data, devWallet.data, settings.data, isSettled],
  );
  if (deployment.isLoadingError)
    return (
      <Splash>
        <ErrorNotice error={deployment.error} onRetry={() => void deployment.refetch()} />
      </Splash>
    );
  if (config === null || deployment.data === undefined) return <Splash />;
  return (
    <DeploymentContext value={deployment.data}>
      <WagmiProvider config={config}>{children}</WagmiProvider>
    </DeploymentContext>
  );
}
