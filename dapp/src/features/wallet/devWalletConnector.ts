import { createWalletClient, type Hex, hexToBigInt, numberToHex, type TransactionRequest } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";

/** Id of the development wallet, also what the page recognises it by to label it. */
export const DEV_WALLET_ID = "symbolon-dev-wallet";

/**
 * Wallet for the demo on a local chain: an EIP-1193 provider that signs in the page with a key that the demo's server hands
 * out at runtime. It asks nothing before signing, which is why it is made on the local chain alone.
 */
export function devWalletConnector(privateKey: Hex) {
  const account = privateKeyToAccount(privateKey);
  return createConnector((config) => {
    const chain = config.chains[0];
    const transport = config.transports![chain.id]!;
    const client = createWalletClient({ account, chain, transport });
    const provider = {
      async request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
        const [first, second] = (Array.isArray(params) ? params : []) as [unknown, unknown];
        switch (method) {
          case "eth_chainId":
            return numberToHex(chain.id);
          case "eth_accounts":
          case "eth_requestAccounts":
            return [account.address];
          case "personal_sign":
            return account.signMessage({ message: { raw: first as Hex } });
          case "eth_signTypedData_v4":
            return account.signTypedData(JSON.parse(second as string));
          case "eth_sendTransaction":
            return client.sendTransaction(transactionOf(first as RpcTransaction));
          default:
            return client.request({ method, params } as never);
        }
      },
    };
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
      // Only a session the person started counts: wagmi remembers the connector that was used last.
      isAuthorized: async () => (await config.storage?.getItem("recentConnectorId")) === DEV_WALLET_ID,
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => config.emitter.emit("disconnect"),
    };
  });
}

/** Members of eth_sendTransaction that this wallet honours; nonce and fees are its own to choose. */
type RpcTransaction = { to?: Hex; data?: Hex; value?: Hex; gas?: Hex };

function transactionOf({ to, data, value, gas }: RpcTransaction): TransactionRequest {
  return {
    ...(to === undefined ? {} : { to }),
    ...(data === undefined ? {} : { data }),
    ...(value === undefined ? {} : { value: hexToBigInt(value) }),
    ...(gas === undefined ? {} : { gas: hexToBigInt(gas) }),
  };
}
