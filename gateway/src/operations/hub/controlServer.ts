import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";
import { closeServer } from "../../http/closeServer.ts";
import { httpStatus } from "../../http/httpStatus.ts";
import { listen } from "../../http/listen.ts";
import { readBody } from "../../http/readBody.ts";
import { requestUrl } from "../../http/requestUrl.ts";
import { sendJson } from "../../http/sendJson.ts";

/** What commands on the hub's machine may ask of it; answers are plain JSON. */
export type ControlActions = Readonly<Record<string, (input: unknown) => Promise<object>>>;

/** A running control server: its address and the token that opens it. */
export type ControlServer = { readonly url: string; readonly token: string; close(): Promise<void> };

const MAX_BODY_BYTES = 10_000;
const CLOSE_GRACE_MS = 2_000;

/**
 * Serves `POST /ACTION` on a free loopback port, for who can read the token: `symbolon hub status`, `backup` and `retry` while the embedded database
 * is this process's alone. Errors as everywhere: {error: {code, what, todo}}.
 */
export async function startControlServer(actions: ControlActions, log: Logger): Promise<ControlServer> {
  const token = randomBytes(32).toString("hex");
  const answer = async (request: IncomingMessage): Promise<object> => {
    const sha256 = (text: string) => createHash("sha256").update(text).digest();
    if (!timingSafeEqual(sha256(request.headers.authorization ?? ""), sha256(`Bearer ${token}`)))
      throw new SymbolonError("E9002", { reason: "the control address needs the token of the data folder" });
    const name = requestUrl(request).pathname.slice(1);
    const action = request.method === "POST" && Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) throw new SymbolonError("E9006", { what: name.slice(0, 100) });
    const body = Buffer.from(await readBody(request, MAX_BODY_BYTES)).toString("utf8");
    return await action(body === "" ? null : parseJson(body));
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (result) => sendJson(response, 200, result),
      (cause: unknown) => {
        const error =
          cause instanceof SymbolonError ? cause : new SymbolonError("E9008", { requestId: "-" }, { cause });
        if (error !== cause) log.error({ err: cause }, "a command to the hub failed");
        sendJson(response, httpStatus(error), { error: error.toJSON() });
      },
    );
  });
  const url = await listen(server, "127.0.0.1", 0);
  return { url, token, close: () => closeServer(server, CLOSE_GRACE_MS) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SymbolonError("E9009", { reason: "the body is no JSON" }, { cause });
  }
}
