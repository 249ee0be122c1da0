import type { IncomingMessage } from "node:http";
import { SymbolonError } from "@symbolon/protocol";
import type { GatewayContext } from "../gatewayContext.ts";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * The origin that people sign in to: PUBLIC_URL's, or the loopback address that was called. Never another Host header: a page that passes a
 * message on to this gateway could put its own name there. Throws E9006 where neither is.
 */
export function ownOrigin({ publicUrl }: GatewayContext, { headers }: IncomingMessage): URL {
  if (publicUrl != null) return new URL(publicUrl);
  const host = headers.host ?? "";
  if (!LOOPBACK.test(host)) throw new SymbolonError("E9006", { what: "Sign-in (without PUBLIC_URL)" });
  return new URL(`http://${host}`);
}

/**
 * Refuses what a page of another site sent with this site's cookie. SameSite=Strict keeps browsers from sending it; this is the second
 * lock (Fetch metadata, W3C; Origin, RFC 6454). Throws E9002.
 */
export function requireOwnPage(gateway: GatewayContext, request: IncomingMessage): void {
  const site = request.headers["sec-fetch-site"];
  const { origin } = request.headers;
  const isForeignSite = site !== undefined && site !== "same-origin" && site !== "none";
  const isForeignOrigin = origin !== undefined && origin !== ownOrigin(gateway, request).origin;
  if (isForeignSite || isForeignOrigin)
    throw new SymbolonError("E9002", { reason: "a page of another site used your session" });
}
