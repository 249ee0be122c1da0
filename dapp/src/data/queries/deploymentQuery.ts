import { Deployment, parseDocument } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { GatewayDeployment } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

/** Key of the deployment; there is one per page load. */
export function deploymentQueryKey() {
  return ["deployment"] as const;
}

/** Where the contracts are, from the gateway that served this page. Fails with E1006 when the answer is not a deployment. */
export function deploymentQueryOptions() {
  return queryOptions({
    queryKey: deploymentQueryKey(),
    staleTime: Number.POSITIVE_INFINITY,
    retry: retryRead,
    queryFn: async ({ signal }): Promise<GatewayDeployment> => {
      const data = await gatewayRequest("deployment", {}, signal);
      const node = new Reader(data.deployment, "deployment");
      const deployment = parseDocument(
        Deployment,
        {
          chainId: node.integer("chainId"),
          startBlock: node.integer("startBlock"),
          contracts: node.json("contracts"),
        },
        "deployment",
      );
      return { ...deployment, rpcUrl: node.textOrNull("rpcUrl") };
    },
  });
}
