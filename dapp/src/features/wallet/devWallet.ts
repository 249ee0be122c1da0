import {
  type Chain,
  createWalletClient,
  type EIP1193Provider,
  type Hex,
  hexToBigInt,
  numberToHex,
  type TransactionRequest,
  type Transport,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** A wallet of one key: its address and an EIP-1193 provider that signs without asking. */
export type DevWallet = { readonly address: Hex; readonly provider: Pick<EIP1193Provider, "request"> };

/** The wallet of `privateKey` on `chain`. It brings signing code along that no other wallet needs, so it is loaded when it is used. */
export function devWallet(privateKey: Hex, chain: Chain, transport: Transport): DevWallet {
  const account = privateKeyToAccount(privateKey);
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
  return { address: account.address, provider: provider as DevWallet["provider"] };
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
