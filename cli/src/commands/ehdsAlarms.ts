import { join } from "node:path";
import { parseDocument } from "@symbolon/protocol";
import { z } from "zod";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readJsonFile } from "../shared/readJsonFile.ts";
import { signedCall } from "../shared/signedCall.ts";

/** The parts of a hospital node's alarm book and listing that are told. */
const AlarmBook = z.object({
  format: z.literal("symbolon-alarms/1"),
  orders: z.array(
    z.object({
      orderId: z.string(),
      permitId: z.string(),
      signs: z.array(z.looseObject({ kind: z.string() })),
    }),
  ),
});
const Listing = z.object({ datasetId: z.string() });

/**
 * `symbolon ehds alarms --state DIR`: tells the hub, and by it the access body, the signs of an attack that a hospital's node saw in orders under
 * permits (Art. 61(3)); telling twice is no harm. Throws E1005 for a folder without a listing or an alarm book, and what the gateway answers.
 */
export async function ehdsAlarms(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { readonly stateFolder: string },
  out: Output,
): Promise<void> {
  const read = async <T extends z.ZodType>(name: string, schema: T) =>
    parseDocument(schema, await readJsonFile(join(options.stateFolder, name)), name);
  const { datasetId } = await read("listing.json", Listing);
  const { orders } = await read("alarms.json", AlarmBook);
  const told: string[] = [];
  for (const { orderId, permitId, signs } of orders) {
    if (permitId === "0") continue;
    for (const sign of signs) {
      await signedCall<unknown>({
        url: gateway.url,
        chainId: connection.deployment.chainId,
        account: accountOf(connection),
        method: "PUT",
        path: `/ehds/alarms/${orderId}`,
        purpose: "ehds-alarm",
        subject: orderId,
        value: { format: "symbolon-alarm/1", orderId, datasetId, sign },
      });
      told.push(`order ${orderId}: ${sign.kind}`);
    }
  }
  out.result({ datasetId, told }, [...told, `${told.length} alarms told`]);
}
