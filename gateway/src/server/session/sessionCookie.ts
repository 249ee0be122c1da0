import type { IncomingMessage } from "node:http";
import type { GatewayContext } from "../gatewayContext.ts";

/** Longest token looked at. */
const MAX_TOKEN = 100;

/** Behind https the `__Host-` prefix binds the cookie to this host and path (RFC 6265bis, 4.1.3). */
function cookieName({ publicUrl }: GatewayContext): string {
  return publicUrl?.startsWith("https://") === true ? "__Host-symbolon-session" : "symbolon-session";
}

/** Set-Cookie that keeps a session's token away from scripts and from requests of other sites; 0 seconds removes it. */
export function sessionCookie(gateway: GatewayContext, token: string, seconds: number): string {
  const name = cookieName(gateway);
  const secure = name.startsWith("__Host-") ? "; Secure" : "";
  return `${name}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}

/** The token that a request carries; null without one. */
export function sessionToken(gateway: GatewayContext, { headers }: IncomingMessage): string | null {
  const name = cookieName(gateway);
  for (const part of headers.cookie?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (part.slice(0, at).trim() !== name) continue;
    const token = part.slice(at + 1).trim();
    return token === "" || token.length > MAX_TOKEN ? null : token;
  }
  return null;
}
