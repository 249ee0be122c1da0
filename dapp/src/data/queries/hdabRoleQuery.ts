import type { Hex } from "@symbolon/protocol";
import { AccessManagerAbi } from "@symbolon/protocol/abi/AccessManager";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

/** Role of health data access bodies, contracts/src/access/Roles.sol. */
const HDAB_ROLE = 4n;

/** Key of whether an account has the role of access bodies. */
export function hdabRoleQueryKey(account: Hex) {
  return ["ehds", "hdab-role", account.toLowerCase()] as const;
}

/** Whether the chain gives an account the role of access bodies now. */
export function hdabRoleQueryOptions(
  config: Config,
  { chainId, contracts }: GatewayDeployment,
  account: Hex,
) {
  return queryOptions({
    queryKey: hdabRoleQueryKey(account),
    retry: retryRead,
    queryFn: async (): Promise<boolean> => {
      const [isMember] = await readContract(config, {
        address: contracts.accessManager,
        abi: AccessManagerAbi,
        functionName: "hasRole",
        args: [HDAB_ROLE, account],
        chainId,
      });
      return isMember;
    },
  });
}
