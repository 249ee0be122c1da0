import type { DataRequestAct, Hex, ProceedingAct } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { CaseId } from "../data/gateway/permitTypes.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { casePath } from "../data/queries/permitCaseQuery.ts";
import { sendSigned } from "./sendSigned.ts";

/**
 * Signs the next act of a case for exactly its number (purpose "ehds-act", subject HASH/COUNTRY/NUMBER) and records it. Throws E3013 when
 * somebody acted meanwhile, E3010 when it is not open, and what wallet and gateway throw.
 */
export async function recordAct(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  at: CaseId & { readonly sequence: number },
  act: ProceedingAct | DataRequestAct,
): Promise<void> {
  const { applicationHash, country, sequence } = at;
  await sendSigned(config, deployment, account, {
    method: "PUT",
    path: `${casePath(at)}/acts/${sequence}`,
    purpose: "ehds-act",
    subject: `${applicationHash}/${country}/${sequence}`,
    value: act,
  });
}
