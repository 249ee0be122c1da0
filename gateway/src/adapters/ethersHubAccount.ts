import { contractDomain, type Hex, KEY_LOG_DAY_TYPES, keyLogDomain, SymbolonError } from "@symbolon/protocol";
import { FetchRequest, isError, JsonRpcProvider, Network, Transaction, Wallet } from "ethers";
import type { DocumentSigner } from "./documentSigner.ts";
import type { HubAccount } from "./hubAccount.ts";

const TIMEOUT_MS = 10_000;

/** HubAccount and DocumentSigner with a private key in this process's memory, over JSON-RPC. `close` releases the connection. */
export function ethersHubAccount(
  rpcUrl: string,
  chainId: number,
  privateKey: Hex,
): HubAccount & DocumentSigner & { close(): void } {
  const request = new FetchRequest(rpcUrl);
  request.timeout = TIMEOUT_MS;
  const network = Network.from(chainId);
  const provider = new JsonRpcProvider(request, network, { staticNetwork: network, cacheTimeout: -1 });
  const wallet = new Wallet(privateKey, provider);
  return {
    account: wallet.address.toLowerCase() as Hex,
    signDay: async (day, digest) =>
      (await wallet.signTypedData(keyLogDomain(chainId), KEY_LOG_DAY_TYPES, { day, digest })) as Hex,
    signDocument: async ({ chainId: ofChain, verifyingContract, types, value }) =>
      (await wallet.signTypedData(contractDomain(ofChain, verifyingContract), types, value)) as Hex,
    async prepare(data) {
      const filled = await asked(wallet.populateTransaction({ to: wallet.address, value: 0n, data }));
      const raw = (await wallet.signTransaction(filled)) as Hex;
      const signed = Transaction.from(raw);
      return { raw, hash: signed.hash as Hex, nonce: signed.nonce };
    },
    async broadcast(raw) {
      try {
        await provider.broadcastTransaction(raw);
      } catch (cause) {
        // In a block, or on its way there, already.
        if (isError(cause, "NONCE_EXPIRED") || isKnown(cause)) return;
        if (isError(cause, "INSUFFICIENT_FUNDS"))
          throw new SymbolonError(
            "E6003",
            { reason: "the hub's account has no funds", advice: "Fund it; trying again is safe." },
            { cause },
          );
        throw new SymbolonError("E6001", { reason: codeOf(cause) }, { cause });
      }
    },
    async outcome(hash) {
      const [receipt, latest] = await asked(
        Promise.all([provider.getTransactionReceipt(hash), provider.getBlockNumber()]),
      );
      if (receipt === null) return null;
      return {
        blockNumber: receipt.blockNumber,
        confirmations: Math.max(1, latest - receipt.blockNumber + 1),
      };
    },
    nonce: () => asked(provider.getTransactionCount(wallet.address, "latest")),
    close: () => provider.destroy(),
  };
}

/** Nodes say "already known" with a code that means no more than "refused"; the word is all there is. */
function isKnown(cause: unknown): boolean {
  return /already known|known transaction/i.test(cause instanceof Error ? cause.message : "");
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new SymbolonError("E6001", { reason: codeOf(cause) }, { cause });
  }
}
