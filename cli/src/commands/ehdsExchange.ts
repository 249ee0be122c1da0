import { writeFile } from "node:fs/promises";
import { canonicalJson, parseDocument, RegisterExchange } from "@symbolon/protocol";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readJsonFile } from "../shared/readJsonFile.ts";
import { answerOf, signedCall } from "../shared/signedCall.ts";

/** `symbolon ehds export COUNTRY --out FILE`: the newest hundred entries of a country's register as one document (Art. 75). Throws what the gateway answers. */
export async function ehdsExport(
  gateway: GatewayClient,
  options: { readonly country: string; readonly file: string },
  out: Output,
): Promise<void> {
  const answer = await answerOf<unknown>(await gateway.get(`/ehds/exchange/${options.country}`));
  const document = parseDocument(RegisterExchange, answer, "register exchange");
  await writeFile(options.file, canonicalJson(document));
  const { length } = document.entries;
  out.result({ file: options.file, entries: length }, [`${length} entries written to ${options.file}`]);
}

/**
 * `symbolon ehds import FILE`: an access body of this hub keeps another country's register here. Throws E1005 for no readable file, E1006 for no
 * such document, and what the gateway answers.
 */
export async function ehdsImport(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { readonly file: string },
  out: Output,
): Promise<void> {
  const value = parseDocument(RegisterExchange, await readJsonFile(options.file), options.file);
  const answer = await signedCall<{ digest: string }>({
    url: gateway.url,
    chainId: connection.deployment.chainId,
    account: accountOf(connection),
    method: "POST",
    path: "/ehds/exchange",
    purpose: "ehds-exchange",
    subject: "import",
    value,
  });
  out.result(answer, [`${value.entries.length} entries of ${value.country} are kept as ${answer.digest}`]);
}
