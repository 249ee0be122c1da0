import { HolderDeclaration, parseDocument } from "@symbolon/protocol";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readJsonFile } from "../shared/readJsonFile.ts";
import { signedCall } from "../shared/signedCall.ts";

/**
 * `symbolon ehds declare FILE`: signs what a holder declares of a dataset of the EHDS lane (symbolon-holder-declaration/1). Throws E1005 for no
 * readable file, E1006 for no declaration, and what the gateway answers.
 */
export async function ehdsDeclare(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { readonly file: string },
  out: Output,
): Promise<void> {
  const value = parseDocument(HolderDeclaration, await readJsonFile(options.file), options.file);
  const { datasetId } = value;
  await signedCall<HolderDeclaration>({
    url: gateway.url,
    chainId: connection.deployment.chainId,
    account: accountOf(connection),
    method: "PUT",
    path: `/ehds/datasets/${datasetId}`,
    purpose: "ehds-holder",
    subject: datasetId,
    value,
  });
  out.result(value, [
    `dataset ${datasetId} is declared; its description was reviewed on ${value.reviewedOn}`,
  ]);
}
