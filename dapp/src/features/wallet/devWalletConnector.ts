import { createWalletClient, custom, type Hex, numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";

/** Id of the development wallet, also what the page recognises it by to label it. */
export const DEV_WALLET_ID = "symbolon-dev-wallet";

/**
 * Wallet for the demo on a local chain: signs in the page with a key that the demo's server hands out at runtime.
 * It asks nothing before signing, which is why it is made on the local chain alone.
 */
export function devWalletConnector(privateKey: Hex) {
  const account = privateKeyToAccount(privateKey);
  return createConnector((config) => {
    const chain = config.chains[0];
    const provider = {
      async request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
        if (method === "eth_chainId") return numberToHex(chain.id);
        if (method === "eth_accounts" || method === "eth_requestAccounts") return [account.address];
        return rpc().request({ method, params } as never);
      },
    };
    const rpc = () => config.transports![chain.id]!({ chain, retryCount: 0 });
    const client = createWalletClient({ account, chain, transport: custom(provider, { retryCount: 0 }) });
    return {
      id: DEV_WALLET_ID,
      name: "Local dev wallet",
      type: "dev",
      connect: async () => ({ accounts: [account.address] as never, chainId: chain.id }),
      disconnect: async () => {
        await config.storage?.removeItem("recentConnectorId");
      },
      getAccounts: async () => [account.address],
      getChainId: async () => chain.id,
      getProvider: async () => provider,
      getClient: async () => client,
      // Only a session the person started counts: wagmi remembers the connector that was used last.
      isAuthorized: async () => (await config.storage?.getItem("recentConnectorId")) === DEV_WALLET_ID,
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => config.emitter.emit("disconnect"),
    };
  });
}
