import { DataRequest, type Hex, parseDocument } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { CaseId } from "../data/gateway/permitTypes.ts";
import { Reader } from "../data/gateway/reader.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { casePath } from "../data/queries/permitCaseQuery.ts";
import { sendSigned } from "./sendSigned.ts";

/**
 * Agrees to a statistical answer instead of a permit by handing in the data request for it (Regulation (EU) 2025/327 Art. 68(3)), signed for the case's
 * next number. Gives the hash of the request, whose case it opens before the same access body. Throws E1006 for a document that is no data request,
 * E3013 when somebody acted meanwhile, and what wallet and gateway throw.
 */
export async function agreeToAnswer(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  at: CaseId & { readonly sequence: number },
  document: unknown,
): Promise<Hex> {
  const answer = await sendSigned(config, deployment, account, {
    method: "PUT",
    path: `${casePath(at)}/request/${at.sequence}`,
    purpose: "ehds-agree",
    subject: `${at.applicationHash}/${at.country}/${at.sequence}`,
    value: parseDocument(DataRequest, document, "data request"),
  });
  return new Reader(answer, "agreement").hex("requestHash");
}
