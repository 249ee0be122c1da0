import { DataRequest, parseDocument } from "@symbolon/protocol";
import { CaseId } from "../shared/caseId.ts";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import type { MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readJsonFile } from "../shared/readJsonFile.ts";
import { signedNext } from "../shared/signedNext.ts";

/**
 * `symbolon ehds agree CASE FILE`: agrees to a statistical answer instead of a permit by the data request in the file (Art. 68(3)), which opens a case of
 * its own. Throws E1005 for no readable file, E1006 for a malformed case or request, and what the gateway answers.
 */
export async function ehdsAgree(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { readonly caseId: string; readonly file: string },
  out: Output,
): Promise<void> {
  const caseId = parseDocument(CaseId, options.caseId, "case");
  const value = parseDocument(DataRequest, await readJsonFile(options.file), options.file);
  const { sequence, requestHash } = await signedNext<{ requestHash: string }>(gateway, connection, {
    caseId,
    what: "request",
    purpose: "ehds-agree",
    value,
  });
  const request = `${requestHash}/${caseId.slice(-2)}`;
  out.result({ caseId, sequence, request }, [`${caseId} goes on as the data request ${request}`]);
}
