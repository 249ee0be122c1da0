import { type Chain, defineChain, type Hex } from "viem";
import { createConfig, http, injected, unstable_connector } from "wagmi";
import type { WalletConnectSettings } from "../../config/marketSettings.ts";
import type { GatewayDeployment } from "../../data/gateway/types.ts";
import { devWalletConnector } from "./devWalletConnector.ts";
import { walletConnectConnector } from "./walletConnectConnector.ts";

/** The market's chain as wallets need to know it when they add it. */
export function chainOf(deployment: GatewayDeployment): Chain {
  return defineChain({
    id: deployment.chainId,
    name: deployment.chainId === 31337 ? "Symbolon local chain" : `Chain ${deployment.chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: deployment.rpcUrl === null ? [] : [deployment.rpcUrl] } },
  });
}

/**
 * wagmi configuration for one deployment: wallets that announce themselves (EIP-6963), the classic injected one, wallets on a phone where the operator has
 * configured them, and the development wallet when a key is given. Without an RPC URL every read goes through the connected wallet.
 */
export function makeWagmiConfig(
  deployment: GatewayDeployment,
  devWalletKey: Hex | null,
  walletConnect: WalletConnectSettings | null,
) {
  const chain = chainOf(deployment);
  return createConfig({
    chains: [chain],
    connectors: [
      injected(),
      ...(walletConnect === null ? [] : [walletConnectConnector(walletConnect)]),
      ...(devWalletKey === null ? [] : [devWalletConnector(devWalletKey)]),
    ],
    multiInjectedProviderDiscovery: true,
    pollingInterval: 1_000,
    transports: {
      [chain.id]: deployment.rpcUrl === null ? unstable_connector(injected) : http(deployment.rpcUrl),
    },
  });
}
