import { sendContent } from "../../http/sendContent.ts";
import { authoriseDownload } from "./authoriseDownload.ts";
import type { RestCall } from "./restRoute.ts";
import { whileAllowed } from "./whileAllowed.ts";

/** GET /orders/ID/file: the ciphertext for whom the chain entitles to it, as long as it does; ranges and ETag. Decrypted by the buyer, never here. */
export async function getOrderFile(call: RestCall): Promise<void> {
  const { gateway, request, response } = call;
  const { release, recheck } = await authoriseDownload(call, (orderId) => gateway.keyReleases.get(orderId));
  const { cid, ciphertextHash, fileName } = release;
  const size = await gateway.contentStore.size(cid);
  gateway.metrics.count("symbolon_files_sent_total");
  await sendContent(request, response, {
    etag: cid,
    size,
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${fileName}.sealed"`,
      "Cache-Control": "private, no-store",
      "X-Symbolon-Ciphertext-Hash": ciphertextHash,
    },
    read: (offset, length) => whileAllowed(gateway.contentStore.read(cid, offset, length), recheck),
  });
}
