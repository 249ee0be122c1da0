import { type HDNodeWallet, type JsonRpcProvider, Transaction, toBeHex, type Wallet } from "ethers";
import type { BrowserContext } from "playwright-core";

/** A wallet extension as a page sees it, driven by the test: which account and chain it is on, what it refuses, and what it was asked for. */
export type TestWallet = {
  /** Methods asked for, in order. */
  readonly asked: string[];
  /** Methods that the person declines, until taken out again. */
  readonly declined: Set<string>;
  chainId: number;
  /** What it does with a transaction: send it, or anything else that gives the hash of one. */
  send: (transaction: Record<string, string>) => Promise<string>;
  /** Goes to another account or chain and tells the page. */
  switchTo(account: HDNodeWallet | Wallet): Promise<void>;
};

/**
 * Puts a wallet into every page of a context, announced as EIP-6963 says, that signs with `account`'s key in this process. Its errors are EIP-1193's: 4001
 * for what is declined. Reading calls go to the chain.
 */
export async function testWallet(
  context: BrowserContext,
  chain: JsonRpcProvider,
  account: HDNodeWallet | Wallet,
  name = "Test wallet",
): Promise<TestWallet> {
  let signer = account.connect(chain) as HDNodeWallet | Wallet;
  // A page sees no account before the person has let it in.
  let isOpen = false;
  const wallet: TestWallet = {
    asked: [],
    declined: new Set(),
    chainId: Number((await chain.getNetwork()).chainId),
    async send({ to, data, value, gas }) {
      const sent = await signer.sendTransaction({
        ...(to === undefined ? {} : { to }),
        data: data ?? "0x",
        value: value ?? 0,
        ...(gas === undefined ? {} : { gasLimit: gas }),
      });
      return sent.hash;
    },
    async switchTo(other) {
      signer = other.connect(chain) as HDNodeWallet | Wallet;
      for (const page of context.pages())
        await page.evaluate(
          (address) =>
            (globalThis as unknown as { walletEvent(name: string, value: unknown): void }).walletEvent(
              "accountsChanged",
              [address],
            ),
          signer.address,
        );
    },
  };
  await context.exposeFunction("walletRequest", async (method: string, params: unknown[]) => {
    wallet.asked.push(method);
    if (wallet.declined.has(method)) return { error: { code: 4001, message: "declined" } };
    return { result: await answer(method, params) };
  });
  await context.addInitScript((label) => {
    const listeners: Record<string, ((value: unknown) => void)[]> = {};
    const page = globalThis as unknown as {
      walletRequest(method: string, params: unknown): Promise<{ result?: unknown; error?: object }>;
      walletEvent(event: string, value: unknown): void;
    };
    page.walletEvent = (event, value) => {
      for (const listener of listeners[event] ?? []) listener(value);
    };
    const provider = {
      async request({ method, params }: { method: string; params?: unknown }) {
        const { result, error } = await page.walletRequest(method, params ?? []);
        if (error !== undefined) throw error;
        if (method === "wallet_switchEthereumChain")
          page.walletEvent("chainChanged", (result as { chain: string }).chain);
        return method === "wallet_switchEthereumChain" ? null : result;
      },
      on: (event: string, listener: (value: unknown) => void) => {
        listeners[event] = [...(listeners[event] ?? []), listener];
      },
      removeListener: (event: string, listener: (value: unknown) => void) => {
        listeners[event] = (listeners[event] ?? []).filter((other) => other !== listener);
      },
    };
    const info = {
      uuid: crypto.randomUUID(),
      name: label,
      icon: "data:image/svg+xml,<svg/>",
      rdns: `test.${label.length}`,
    };
    const announce = () =>
      dispatchEvent(
        new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }),
      );
    addEventListener("eip6963:requestProvider", announce);
    announce();
  }, name);
  return wallet;

  async function answer(method: string, params: unknown[]): Promise<unknown> {
    switch (method) {
      case "eth_chainId":
        return toBeHex(wallet.chainId);
      case "eth_accounts":
        return isOpen ? [signer.address] : [];
      case "eth_requestAccounts":
        isOpen = true;
        return [signer.address];
      case "wallet_requestPermissions":
        isOpen = true;
        return [{ parentCapability: "eth_accounts" }];
      case "wallet_switchEthereumChain": {
        const [{ chainId }] = params as [{ chainId: string }];
        wallet.chainId = Number(chainId);
        return { chain: chainId };
      }
      case "eth_signTypedData_v4": {
        const { domain, types, message } = JSON.parse(params[1] as string);
        const { EIP712Domain: _, ...named } = types;
        return signer.signTypedData(domain, named, message);
      }
      case "eth_sendTransaction":
        return wallet.send(params[0] as Record<string, string>);
      default:
        return chain.send(method, params);
    }
  }
}

/** Replaces a waiting transaction by one of the same account and nonce that does nothing but cost a higher fee, as a wallet's "cancel" does. */
export async function cancelTransaction(
  chain: JsonRpcProvider,
  account: HDNodeWallet | Wallet,
  hash: string,
): Promise<void> {
  const waiting = Transaction.from((await chain.getTransaction(hash))!);
  const cancel = await account.connect(chain).sendTransaction({
    to: account.address,
    value: 0,
    nonce: waiting.nonce,
    gasLimit: 21_000,
    maxFeePerGas: waiting.maxFeePerGas! * 2n,
    maxPriorityFeePerGas: waiting.maxPriorityFeePerGas! * 2n + 1n,
  });
  await cancel.wait(0);
}
