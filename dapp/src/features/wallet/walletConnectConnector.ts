import { SymbolonError } from "@symbolon/protocol";
import { type EIP1193Provider, getAddress, type Hex, numberToHex } from "viem";
import { createConnector } from "wagmi";
import type { WalletConnectSettings } from "../../config/marketSettings.ts";

/** What is used of the provider that a WalletConnect module makes (EIP-1193 with a session). */
export type SessionProvider = EIP1193Provider & {
  readonly accounts: readonly string[];
  readonly chainId: number;
  readonly session?: unknown;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
};

/** What the module has to export, as @walletconnect/ethereum-provider does. */
export type WalletConnectModule = {
  readonly EthereumProvider: {
    init(options: {
      projectId: string;
      chains: readonly [number];
      showQrModal: boolean;
      rpcMap: Readonly<Record<string, string>>;
    }): Promise<SessionProvider>;
  };
};

/**
 * Wallets on a phone, over WalletConnect. Its code is no part of this page: the operator serves it beside the page and names it in settings.json, and it is
 * loaded when somebody chooses this wallet, or has a session from before. `load` is for tests.
 */
export function walletConnectConnector(
  { projectId, module }: WalletConnectSettings,
  load: (path: string) => Promise<WalletConnectModule> = (path) => import(/* @vite-ignore */ path),
) {
  return createConnector((config) => {
    const chain = config.chains[0];
    let loading: Promise<SessionProvider> | undefined;
    const provider = () => {
      loading ??= open().catch((cause: unknown) => {
        loading = undefined;
        throw new SymbolonError(
          "E6004",
          { url: module, reason: "the wallet's code cannot be loaded" },
          { cause },
        );
      });
      return loading;
    };
    const open = async () => {
      const { EthereumProvider } = await load(module);
      const [rpc] = chain.rpcUrls.default.http;
      const made = await EthereumProvider.init({
        projectId,
        chains: [chain.id],
        showQrModal: true,
        rpcMap: rpc === undefined ? {} : { [chain.id]: rpc },
      });
      made.on("accountsChanged", (accounts) =>
        config.emitter.emit("change", { accounts: checksummed(accounts) }),
      );
      made.on("chainChanged", (id) => config.emitter.emit("change", { chainId: Number(id) }));
      made.on("disconnect", () => config.emitter.emit("disconnect"));
      return made;
    };
    const hadSession = async () => (await config.storage?.getItem("recentConnectorId")) === WALLET_CONNECT_ID;
    return {
      id: WALLET_CONNECT_ID,
      name: "WalletConnect",
      type: "walletConnect",
      async connect() {
        const made = await provider();
        if (made.session === undefined) await made.connect();
        return { accounts: checksummed(made.accounts) as never, chainId: made.chainId };
      },
      disconnect: async () => (await provider()).disconnect(),
      getAccounts: async () => checksummed((await provider()).accounts),
      getChainId: async () => (await provider()).chainId,
      // Asked of every connector when a page opens: without a session from before there is nothing to load for.
      getProvider: async () => (loading !== undefined || (await hadSession()) ? provider() : undefined),
      isAuthorized: async () => (await hadSession()) && (await provider()).session !== undefined,
      async switchChain({ chainId }) {
        const made = await provider();
        await made.request({
          method: "wallet_switchEthereumChain",
          params: [{ chainId: numberToHex(chainId) }],
        });
        return chain;
      },
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => config.emitter.emit("disconnect"),
    };
  });
}

const WALLET_CONNECT_ID = "symbolon-wallet-connect";

function checksummed(accounts: readonly string[]): Hex[] {
  return accounts.map((account) => getAddress(account));
}
