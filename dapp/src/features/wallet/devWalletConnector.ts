import type { Hex } from "viem";
import { createConnector } from "wagmi";

/** Id of the development wallet, also what the page recognises it by to label it. */
export const DEV_WALLET_ID = "symbolon-dev-wallet";

/**
 * Wallet for the demo on a local chain: an EIP-1193 provider that signs in the page with a key that the demo's server hands
 * out at runtime. It asks nothing before signing, which is why it is made on the local chain alone.
 */
export function devWalletConnector(privateKey: Hex) {
  return createConnector((config) => {
    const chain = config.chains[0];
    const load = async () => {
      const { devWallet } = await import("./devWallet.ts");
      return devWallet(privateKey, chain, config.transports![chain.id]!);
    };
    let loaded: ReturnType<typeof load> | undefined;
    const wallet = () => {
      loaded ??= load();
      return loaded;
    };
    return {
      id: DEV_WALLET_ID,
      name: "Local dev wallet",
      type: "dev",
      connect: async () => ({ accounts: [(await wallet()).address] as never, chainId: chain.id }),
      disconnect: async () => {
        await config.storage?.removeItem("recentConnectorId");
      },
      getAccounts: async () => [(await wallet()).address],
      getChainId: async () => chain.id,
      getProvider: async () => (await wallet()).provider,
      // Only a session the person started counts: wagmi remembers the connector that was used last.
      isAuthorized: async () => (await config.storage?.getItem("recentConnectorId")) === DEV_WALLET_ID,
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => config.emitter.emit("disconnect"),
    };
  });
}
