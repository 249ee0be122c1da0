import type { IncomingMessage, ServerResponse } from "node:http";

/** What a signed request sends beside what browsers always allow. */
const HEADERS = [
  "content-type",
  "x-symbolon-signer",
  "x-symbolon-purpose",
  "x-symbolon-subject",
  "x-symbolon-expires",
  "x-symbolon-signature",
].join(", ");
const PREFLIGHT_SECONDS = "600";

/**
 * Lets pages of one origin call this server (Fetch standard, CORS protocol), without cookies. Sets the headers of the answer, and answers a
 * preflight itself: true when nothing is left to do. Requests of other origins and of no origin go on without these headers: who may do
 * what is decided by signatures, not here.
 */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string | null,
): boolean {
  if (origin === null) return false;
  // A cache between here and there must not serve one origin's answer to another.
  response.setHeader("vary", "origin");
  if (request.headers.origin !== origin) return false;
  response.setHeader("access-control-allow-origin", origin);
  if (request.method !== "OPTIONS" || request.headers["access-control-request-method"] === undefined)
    return false;
  response
    .writeHead(204, {
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": HEADERS,
      "access-control-max-age": PREFLIGHT_SECONDS,
    })
    .end();
  return true;
}
