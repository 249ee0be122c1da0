import { sendContent } from "../../http/sendContent.ts";
import type { RestCall } from "./restRoute.ts";

/** GET /ipfs/CID: public content, verified block by block on its way; ranges and ETag. */
export async function getContent({ gateway, request, response, params }: RestCall): Promise<void> {
  const cid = params[0]!;
  const size = await gateway.contentStore.size(cid);
  await sendContent(request, response, {
    etag: cid,
    size,
    headers: {
      "Content-Type": "application/octet-stream",
      "Cache-Control": "public, max-age=29030400, immutable",
      // Anyone may pin anything: never let a browser run it from this origin.
      "Content-Disposition": "attachment",
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
    read: (offset, length) => gateway.contentStore.read(cid, offset, length),
  });
}
