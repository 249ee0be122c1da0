import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { WorkerRegistryAbi } from "@symbolon/protocol/abi/WorkerRegistry";
import type { Abi } from "viem";
import type { Config } from "wagmi";
import { readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";

const ABIS = {
  consentRegistry: ConsentRegistryAbi,
  datasetRegistry: DatasetRegistryAbi,
  permitRegistry: PermitRegistryAbi,
  privacyLedger: PrivacyLedgerAbi,
  workerRegistry: WorkerRegistryAbi,
} as const;

/** Calls a view function of one of the market's contracts, as of the latest block. `T` is what viem decodes its answer to. */
export type ContractReader = <T>(
  contract: keyof typeof ABIS,
  functionName: string,
  args: readonly unknown[],
) => Promise<T>;

/** The reader of a deployment. Its calls fail with viem's errors, reverts among them. */
export function contractReader(config: Config, { chainId, contracts }: GatewayDeployment): ContractReader {
  return async <T>(contract: keyof typeof ABIS, functionName: string, args: readonly unknown[]) =>
    (await readContract(config, {
      address: contracts[contract],
      abi: ABIS[contract] as Abi,
      functionName,
      args,
      chainId,
    })) as T;
}
