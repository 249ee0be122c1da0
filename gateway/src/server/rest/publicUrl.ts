import type { IncomingMessage } from "node:http";
import type { GatewayContext } from "../gatewayContext.ts";

/**
 * Beginning of this gateway's own links, without a slash at the end: the configured PUBLIC_URL, else what the client called (Host header, http).
 * A Host header that is no host gives localhost: answers never repeat text that a caller made up.
 */
export function publicUrl(gateway: GatewayContext, request: IncomingMessage): string {
  if (gateway.publicUrl !== undefined && gateway.publicUrl !== null)
    return gateway.publicUrl.replace(/\/+$/, "");
  const host = request.headers.host ?? "";
  return `http://${/^([a-z0-9.-]{1,253}|\[[0-9a-f:]{2,39}\])(:\d{1,5})?$/i.test(host) ? host : "localhost"}`;
}
