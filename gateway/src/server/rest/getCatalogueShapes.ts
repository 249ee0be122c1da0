import { ACCESS_LEVELS, SymbolonError, writeShapes } from "@symbolon/protocol";
import type { RestCall } from "./restRoute.ts";

/** GET /catalogue/shapes/LEVEL.ttl (public, restricted, non-public): the SHACL shapes that entries of an access level meet. E9006 for another level. */
export async function getCatalogueShapes({ response, params }: RestCall): Promise<void> {
  const name = params[0] ?? "";
  const level = ACCESS_LEVELS.find((each) => each.toLowerCase().replace("_", "-") === name);
  if (level === undefined) throw new SymbolonError("E9006", { what: `the access level ${name}` });
  const body = writeShapes(level);
  response
    .writeHead(200, {
      "Content-Type": "text/turtle; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
      "Content-Length": Buffer.byteLength(body),
    })
    .end(body);
}
