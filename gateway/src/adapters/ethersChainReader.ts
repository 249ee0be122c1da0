import { type ChainLog, type Deployment, type Hex, orderTopics, SymbolonError } from "@symbolon/protocol";
import { AccessManagerAbi } from "@symbolon/protocol/abi/AccessManager";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { Contract, FetchRequest, isError, JsonRpcProvider, Network } from "ethers";
import type { ChainReader } from "./chainReader.ts";
import { type JobSource, readLead } from "./readLead.ts";

const TIMEOUT_MS = 10_000;

/**
 * ChainReader over JSON-RPC. Throws E6002 when the RPC serves another chain than the deployment names, E6001 when it does not answer. Reads
 * are not cached: an entitlement may end between two requests.
 */
export async function ethersChainReader(rpcUrl: string, deployment: Deployment): Promise<ChainReader> {
  const request = new FetchRequest(rpcUrl);
  request.timeout = TIMEOUT_MS;
  const network = Network.from(deployment.chainId);
  const provider = new JsonRpcProvider(request, network, {
    staticNetwork: network,
    cacheTimeout: -1,
    batchMaxCount: 1,
  });
  const actual = Number(BigInt(await asked<string>(provider.send("eth_chainId", []))));
  if (actual !== deployment.chainId) {
    provider.destroy();
    throw new SymbolonError("E6002", { actual, expected: deployment.chainId });
  }
  const accessToken = new Contract(deployment.contracts.accessToken, AccessTokenAbi, provider);
  const jobRegistry = new Contract(deployment.contracts.jobRegistry, JobRegistryAbi, provider);
  const market = new Contract(deployment.contracts.market, MarketAbi, provider);
  const accessManager = new Contract(deployment.contracts.accessManager, AccessManagerAbi, provider);
  const permitRegistry = new Contract(deployment.contracts.permitRegistry, PermitRegistryAbi, provider);
  const jobs: JobSource = {
    record: (orderId) => asked<Hex>(jobRegistry.getFunction("recordOf")(orderId)),
    logs: (orderId) =>
      asked<ChainLog[]>(
        provider.send("eth_getLogs", [
          {
            address: deployment.contracts.jobRegistry,
            topics: orderTopics(orderId),
            fromBlock: `0x${deployment.startBlock.toString(16)}`,
            toBlock: "latest",
          },
        ]),
      ),
  };
  let windowSeconds: number | null = null;
  return {
    blockNumber: () => asked(provider.getBlockNumber()),
    async blockTime() {
      const block = await asked(provider.getBlock("latest"));
      if (block === null) throw new SymbolonError("E6001", { reason: "it has no latest block" });
      return block.timestamp;
    },
    accessUntil: async (orderId) =>
      (await askedOr<bigint>(accessToken.getFunction("accessUntil")(orderId))) ?? 0n,
    async holdsAccess(account, orderId) {
      const holder = await askedOr<string>(accessToken.getFunction("holderOf")(orderId));
      return holder !== null && holder.toLowerCase() === account.toLowerCase();
    },
    leadOf: (orderId) => readLead(jobs, orderId),
    async disputeWindowSeconds() {
      // Immutable in the contract, so one answer is enough.
      windowSeconds ??= Number(await asked<bigint>(market.getFunction("disputeWindowSeconds")()));
      return windowSeconds;
    },
    async hasRole(role, account) {
      const answer = await asked<[boolean, bigint]>(accessManager.getFunction("hasRole")(role, account));
      return answer[0];
    },
    async permitOf(permitId) {
      const permit = await asked<Record<string, string | bigint>>(
        permitRegistry.getFunction("permitOf")(permitId),
      );
      return {
        issuer: String(permit.issuer).toLowerCase() as Hex,
        holder: String(permit.holder).toLowerCase() as Hex,
        state: Number(permit.state),
        purposesMask: Number(permit.purposesMask),
        validFrom: Number(permit.validFrom),
        validUntil: Number(permit.validUntil),
        decisionHash: String(permit.decisionHash) as Hex,
      };
    },
    async excludedUntil(account) {
      return Number(await asked<bigint>(permitRegistry.getFunction("excludedUntil")(account)));
    },
    close: () => provider.destroy(),
  };
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
    throw new SymbolonError("E6001", { reason }, { cause });
  }
}

/** Null where the contract itself refused the call (an order that does not exist). */
async function askedOr<T>(answer: Promise<T>): Promise<T | null> {
  return asked(
    answer.catch((cause: unknown) => {
      if (isError(cause, "CALL_EXCEPTION")) return null;
      throw cause;
    }),
  );
}
