import { Deployment, parseDocument, SymbolonError } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { Contract, JsonRpcProvider, type Signer, Wallet } from "ethers";
import type { GatewayClient } from "./gatewayClient.ts";

/** The contracts a buyer deals with, bound to one chain and (when given) one account. */
export type MarketConnection = {
  readonly deployment: Deployment;
  readonly provider: JsonRpcProvider;
  readonly signer: Wallet | null;
  readonly market: Contract;
  readonly jobs: Contract;
  readonly token: Contract;
  readonly accessToken: Contract;
  readonly disputes: Contract;
  readonly permits: Contract;
};

/**
 * Connects to the chain a gateway speaks of, and checks that the RPC serves that chain before anything is signed.
 * Throws E6001 when the RPC is silent, E6002 when it serves another chain.
 */
export async function connectMarket(
  gateway: GatewayClient,
  options: { rpcUrl?: string | undefined; privateKey?: string | undefined },
): Promise<MarketConnection> {
  const { deployment: answer } = await gateway.query<{
    deployment: { chainId: number; startBlock: number; contracts: unknown; rpcUrl: string | null };
  }>("{ deployment { chainId startBlock contracts rpcUrl } }");
  const deployment = parseDocument(
    Deployment,
    { chainId: answer.chainId, startBlock: answer.startBlock, contracts: answer.contracts },
    "the gateway's deployment",
  );
  const rpcUrl = options.rpcUrl ?? answer.rpcUrl;
  if (rpcUrl === null || rpcUrl === undefined) {
    throw new SymbolonError("E8003", { reason: "no RPC URL: give --rpc or SYMBOLON_RPC" });
  }
  const provider = await openProvider(rpcUrl, deployment.chainId);
  const signer = options.privateKey === undefined ? null : new Wallet(options.privateKey, provider);
  const runner: Signer | JsonRpcProvider = signer ?? provider;
  const { contracts } = deployment;
  return {
    deployment,
    provider,
    signer,
    market: new Contract(contracts.market, MarketAbi, runner),
    jobs: new Contract(contracts.jobRegistry, JobRegistryAbi, runner),
    token: new Contract(contracts.token, SymbolonTokenAbi, runner),
    accessToken: new Contract(contracts.accessToken, AccessTokenAbi, runner),
    disputes: new Contract(contracts.disputes, DisputesAbi, runner),
    permits: new Contract(contracts.permitRegistry, PermitRegistryAbi, runner),
  };
}

/** A provider that is known to serve `chainId`. Throws E6001 or E6002. */
export async function openProvider(rpcUrl: string, chainId: number): Promise<JsonRpcProvider> {
  const provider = new JsonRpcProvider(rpcUrl, chainId, {
    staticNetwork: true,
    batchMaxCount: 1,
    pollingInterval: 250,
  });
  let actual: number;
  try {
    actual = Number(BigInt((await provider.send("eth_chainId", [])) as string));
  } catch (cause) {
    provider.destroy();
    throw new SymbolonError(
      "E6001",
      { reason: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
  if (actual !== chainId) {
    provider.destroy();
    throw new SymbolonError("E6002", { actual, expected: chainId });
  }
  return provider;
}

/** The account of the connection. Throws E8003 when no key was given. */
export function accountOf(connection: MarketConnection): Wallet {
  if (connection.signer === null) {
    throw new SymbolonError("E8003", { reason: "no account: set SYMBOLON_PRIVATE_KEY" });
  }
  return connection.signer;
}
