import { type Deployment, SymbolonError } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { RewardsAbi } from "@symbolon/protocol/abi/Rewards";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { WorkerRegistryAbi } from "@symbolon/protocol/abi/WorkerRegistry";
import {
  Contract,
  FetchRequest,
  type InterfaceAbi,
  JsonRpcProvider,
  Network,
  type TransactionReceipt,
  Wallet,
} from "ethers";
import { chainError } from "./chainError.ts";
import { sleep } from "./sleep.ts";

const RPC_TIMEOUT_MILLISECONDS = 10_000;
const RECEIPT_TIMEOUT_MILLISECONDS = 120_000;

/** A mined transaction. */
export type Sent = {
  readonly txHash: string;
  readonly gasUsed: string;
  readonly receipt: TransactionReceipt;
};

/** This process's view of the chain: its account, the contracts, reads and writes with catalogued errors. */
export type Chain = {
  readonly chainId: number;
  readonly deployment: Deployment;
  readonly provider: JsonRpcProvider;
  readonly wallet: Wallet;
  /** The account, lower case: the form used in every document. */
  readonly account: `0x${string}`;
  readonly contracts: Readonly<Record<ContractName, Contract>>;
  /** Calls a view function. Throws E6001 or E6003. */
  read<T>(contract: ContractName, method: string, ...args: unknown[]): Promise<T>;
  /** Sends one transaction and waits until it is mined. One at a time per process, so nonces never clash. Throws E6001, E6003, E4008. */
  send(contract: ContractName, method: string, ...args: unknown[]): Promise<Sent>;
  /** Any other provider call, with the same error mapping. */
  ask<T>(act: (provider: JsonRpcProvider) => Promise<T>): Promise<T>;
  close(): void;
};

const ABIS = {
  token: SymbolonTokenAbi,
  datasetRegistry: DatasetRegistryAbi,
  consentRegistry: ConsentRegistryAbi,
  permitRegistry: PermitRegistryAbi,
  privacyLedger: PrivacyLedgerAbi,
  market: MarketAbi,
  accessToken: AccessTokenAbi,
  workerRegistry: WorkerRegistryAbi,
  jobRegistry: JobRegistryAbi,
  disputes: DisputesAbi,
  rewards: RewardsAbi,
} as const;

export type ContractName = keyof typeof ABIS;

/** Connects and checks the chain id. Throws E6002 when the RPC serves another chain (nothing was sent), E6001 when it does not answer. */
export async function openChain(options: {
  readonly rpcUrl: string;
  readonly privateKey: string;
  readonly deployment: Deployment;
  readonly pollMilliseconds: number;
}): Promise<Chain> {
  const { deployment, pollMilliseconds } = options;
  const request = new FetchRequest(options.rpcUrl);
  request.timeout = RPC_TIMEOUT_MILLISECONDS;
  const network = Network.from(deployment.chainId);
  const provider = new JsonRpcProvider(request, network, {
    staticNetwork: network,
    cacheTimeout: -1,
    batchMaxCount: 1,
  });
  const ask: Chain["ask"] = async (act) => {
    try {
      return await act(provider);
    } catch (cause) {
      throw chainError(cause);
    }
  };
  const actual = Number(await ask((rpc) => rpc.send("eth_chainId", [])));
  if (actual !== deployment.chainId) {
    provider.destroy();
    throw new SymbolonError("E6002", { actual, expected: deployment.chainId });
  }
  const wallet = new Wallet(options.privateKey, provider);
  const contracts = Object.fromEntries(
    Object.entries(ABIS).map(([name, abi]) => [
      name,
      new Contract(deployment.contracts[name as ContractName], abi as unknown as InterfaceAbi, wallet),
    ]),
  ) as Record<ContractName, Contract>;

  let queue: Promise<unknown> = Promise.resolve();
  const transact = async (contract: ContractName, method: string, args: unknown[]): Promise<Sent> => {
    const fn = contracts[contract].getFunction(method);
    const estimate = await ask(() => fn.estimateGas(...args));
    // A fifth more: what others do in the same block can make a write dearer than the estimate.
    const populated = await ask(() => fn.populateTransaction(...args));
    const sent = await ask(() => wallet.sendTransaction({ ...populated, gasLimit: (estimate * 12n) / 10n }));
    const receipt = await receiptOf(sent.hash);
    return { txHash: sent.hash, gasUsed: receipt.gasUsed.toString(), receipt };
  };
  const receiptOf = async (hash: string): Promise<TransactionReceipt> => {
    const until = performance.now() + RECEIPT_TIMEOUT_MILLISECONDS;
    for (;;) {
      const receipt = await ask((rpc) => rpc.getTransactionReceipt(hash)).catch((error: SymbolonError) => {
        // The transaction is out: an RPC that is away for a moment says nothing about it.
        if (!error.retryable || performance.now() > until) throw error;
        return null;
      });
      if (receipt !== null) {
        if (receipt.status === 1) return receipt;
        const advice = "Read the state again.";
        throw new SymbolonError("E6003", { reason: "reverted when mined", error: "reverted", advice });
      }
      if (performance.now() > until)
        throw new SymbolonError("E6001", { reason: "the transaction is not mined" });
      await sleep(Math.min(pollMilliseconds, 250));
    }
  };
  return {
    chainId: deployment.chainId,
    deployment,
    provider,
    wallet,
    account: wallet.address.toLowerCase() as `0x${string}`,
    contracts,
    ask,
    read: (contract, method, ...args) =>
      ask(() => contracts[contract].getFunction(method).staticCall(...args)),
    send(contract, method, ...args) {
      const result = queue.then(() => transact(contract, method, args));
      queue = result.catch(() => undefined);
      return result;
    },
    close: () => provider.destroy(),
  };
}
