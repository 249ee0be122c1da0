import type { Hex } from "@symbolon/protocol";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { queryOptions } from "@tanstack/react-query";
import { encodeEventTopics } from "viem";
import type { Config } from "wagmi";
import { readLogs, type TopicFilter } from "../chain/readLogs.ts";
import type { GatewayDeployment } from "../gateway/types.ts";

/** Key of what an account has published. */
export function ownDatasetsQueryKey(chainId: number, account: Hex) {
  return ["own-datasets", chainId, account.toLowerCase()] as const;
}

/** Numbers of the datasets that `account` published, newest first, from the chain: also those that no list shows any more. */
export function ownDatasetsQueryOptions(config: Config, deployment: GatewayDeployment, account: Hex) {
  return queryOptions({
    queryKey: ownDatasetsQueryKey(deployment.chainId, account),
    queryFn: async (): Promise<readonly string[]> => {
      const topics = encodeEventTopics({
        abi: DatasetRegistryAbi,
        eventName: "DatasetPublished",
        args: { provider: account },
      });
      const registry = deployment.contracts.datasetRegistry;
      const logs = await readLogs(config, deployment, [registry], topics as TopicFilter);
      return logs.map(({ topics: [, id] }) => BigInt(id!).toString()).reverse();
    },
  });
}
