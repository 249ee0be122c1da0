import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import { readBody } from "../../http/readBody.ts";
import { sendJson } from "../../http/sendJson.ts";
import type { RestCall, RestRoute } from "../rest/restRoute.ts";
import { checkSignIn } from "./checkSignIn.ts";
import { findSession } from "./findSession.ts";
import { ownOrigin, requireOwnPage } from "./ownOrigin.ts";
import { sessionCookie, sessionToken } from "./sessionCookie.ts";
import { signInNonces } from "./signInNonces.ts";

const MAX_BODY_BYTES = 8_192;
const LIFE_SECONDS = 8 * 3600;
const NOT_KEPT = { "Cache-Control": "no-store" };

const SignIn = z.strictObject({
  message: z.string().max(4_000),
  signature: z.string().regex(/^0x[0-9a-fA-F]{130}$/),
});

/** GET /session/nonce: what a sign-in message has to hold. E9006 where nobody can sign in, see ownOrigin. */
async function getNonce({ gateway, request, response }: RestCall): Promise<void> {
  const origin = ownOrigin(gateway, request);
  const { nonce, expiresAt } = await signInNonces(gateway.database).issue(gateway.now());
  const { chainId } = gateway.deployment;
  sendJson(response, 200, { nonce, expiresAt, domain: origin.host, uri: origin.origin, chainId }, NOT_KEPT);
}

/** POST /session {message, signature}: opens a session of 8 hours, or up to the message's end. E9004, see checkSignIn; E9009 (body). */
async function postSession({ gateway, request, response }: RestCall): Promise<void> {
  requireOwnPage(gateway, request);
  const { message, signature } = parse(await readBody(request, MAX_BODY_BYTES));
  const now = gateway.now();
  const signed = await checkSignIn(message, signature, {
    origin: ownOrigin(gateway, request),
    chainId: gateway.deployment.chainId,
    now,
    nonces: signInNonces(gateway.database),
  });
  const expiresAt = Math.min(now + LIFE_SECONDS, signed.expiresAt ?? Number.POSITIVE_INFINITY);
  const session = { account: signed.account, expiresAt };
  const token = await gateway.sessions.open(session, now);
  const cookie = sessionCookie(gateway, token, expiresAt - now);
  sendJson(response, 201, session, { ...NOT_KEPT, "Set-Cookie": cookie });
}

/** GET /session: whose it is. E9014 without one. */
async function getSession({ gateway, request, response }: RestCall): Promise<void> {
  sendJson(response, 200, await findSession(gateway, request), NOT_KEPT);
}

/** DELETE /session: ends it, also when it has ended before. */
async function deleteSession({ gateway, request, response }: RestCall): Promise<void> {
  requireOwnPage(gateway, request);
  const token = sessionToken(gateway, request);
  if (token !== null) await gateway.sessions.close(token);
  response.writeHead(204, { ...NOT_KEPT, "Set-Cookie": sessionCookie(gateway, "", 0) }).end();
}

function parse(body: Uint8Array): z.infer<typeof SignIn> {
  try {
    return SignIn.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
  } catch (cause) {
    throw new SymbolonError("E9009", { reason: "the body is not {message, signature}" }, { cause });
  }
}

/** Sign-In with Ethereum (ERC-4361): routes under /session. */
export const SESSION_ROUTES: readonly RestRoute[] = [
  { name: "sessionNonce", method: "GET", pattern: /^\/session\/nonce$/, handle: getNonce },
  { name: "sessionOpen", method: "POST", pattern: /^\/session$/, handle: postSession },
  { name: "session", method: "GET", pattern: /^\/session$/, handle: getSession },
  { name: "sessionClose", method: "DELETE", pattern: /^\/session$/, handle: deleteSession },
];
