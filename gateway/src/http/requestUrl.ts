import type { IncomingMessage } from "node:http";
import { SymbolonError } from "@symbolon/protocol";

/** Path and query of a request; the host is not looked at. Throws E9009 when the target is not a path. */
export function requestUrl(request: IncomingMessage): URL {
  const target = request.url ?? "/";
  const url = target.startsWith("/") ? URL.parse(`http://localhost${target}`) : null;
  if (url === null) throw new SymbolonError("E9009", { reason: "the request target is not a path" });
  return url;
}
