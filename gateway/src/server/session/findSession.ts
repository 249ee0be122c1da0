import type { IncomingMessage } from "node:http";
import { SymbolonError } from "@symbolon/protocol";
import type { GatewayContext } from "../gatewayContext.ts";
import { requireOwnPage } from "./ownOrigin.ts";
import { sessionToken } from "./sessionCookie.ts";
import type { Session } from "./sessionStorage.ts";

/** The session of a request. Throws E9014 without one, E9002 for a request of another site's page. */
export async function findSession(gateway: GatewayContext, request: IncomingMessage): Promise<Session> {
  const token = sessionToken(gateway, request);
  if (token === null) throw new SymbolonError("E9014", { reason: "the request carries no session" });
  requireOwnPage(gateway, request);
  const session = await gateway.sessions.find(token, gateway.now());
  if (session === null) throw new SymbolonError("E9014", { reason: "the session has ended" });
  return session;
}
