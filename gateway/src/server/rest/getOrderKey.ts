import { sendJson } from "../../http/sendJson.ts";
import { authoriseDownload } from "./authoriseDownload.ts";
import type { RestCall } from "./restRoute.ts";

/** GET /orders/ID/key: the KeyRelease document for whom the chain entitles to it, see authoriseDownload. In the key log before it is sent. */
export async function getOrderKey(call: RestCall): Promise<void> {
  const { gateway } = call;
  const { release } = await authoriseDownload(call, (orderId, decision) =>
    gateway.keyReleases.release(orderId, decision, gateway.now()),
  );
  gateway.metrics.count("symbolon_keys_released_total");
  sendJson(call.response, 200, release, { "Cache-Control": "no-store" });
}
