import type { GatewayClient } from "./gatewayClient.ts";
import { accountOf, type MarketConnection } from "./market.ts";
import { answerOf, signedCall } from "./signedCall.ts";

/** Signs and sends what comes next in a case: `what` is the part of the path before its number. Gives that number and the answer. Throws what the gateway answers. */
export async function signedNext<T>(
  gateway: GatewayClient,
  connection: MarketConnection,
  next: {
    readonly caseId: string;
    readonly what: "acts" | "request";
    readonly purpose: string;
    readonly value: unknown;
  },
): Promise<T & { readonly sequence: number }> {
  const { caseId, what, purpose, value } = next;
  const { sequence } = await answerOf<{ sequence: number }>(await gateway.get(`/ehds/cases/${caseId}`));
  const answer = await signedCall<T>({
    url: gateway.url,
    chainId: connection.deployment.chainId,
    account: accountOf(connection),
    method: "PUT",
    path: `/ehds/cases/${caseId}/${what}/${sequence}`,
    purpose,
    subject: `${caseId}/${sequence}`,
    value,
  });
  return { sequence, ...answer };
}
