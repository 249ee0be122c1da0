import { sendContent } from "../../http/sendContent.ts";
import { authoriseDownload } from "./authoriseDownload.ts";
import type { RestCall } from "./restRoute.ts";

/** GET /orders/ID/file: the ciphertext for whom the chain entitles to it; ranges and ETag. Decrypted by the buyer, never here. */
export async function getOrderFile(call: RestCall): Promise<void> {
  const { gateway, request, response } = call;
  const { cid, ciphertextHash, fileName } = await authoriseDownload(call, (orderId) =>
    gateway.keyReleases.get(orderId),
  );
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
    read: (offset, length) => gateway.contentStore.read(cid, offset, length),
  });
}
