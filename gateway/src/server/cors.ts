import type { IncomingMessage, ServerResponse } from "node:http";

const SIGNED_HEADERS = ["signer", "purpose", "subject", "expires", "signature"].map(
  (name) => `x-symbolon-${name}`,
);

/**
 * CORS for every route. Any origin may ask, but never with cookies (no Allow-Credentials): a foreign page can do no more than its visitor's own
 * signature allows.
 * Answers a preflight and returns true, else sets the headers and returns false.
 */
export function cors(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader(
    "Access-Control-Expose-Headers",
    "Accept-Ranges, Content-Range, ETag, X-Request-Id, X-Symbolon-Ciphertext-Hash",
  );
  if (request.method !== "OPTIONS" || request.headers["access-control-request-method"] === undefined)
    return false;
  response
    .writeHead(204, {
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE",
      "Access-Control-Allow-Headers": [
        "accept",
        "content-type",
        "range",
        "if-none-match",
        ...SIGNED_HEADERS,
      ].join(", "),
      "Access-Control-Max-Age": "86400",
    })
    .end();
  return true;
}
