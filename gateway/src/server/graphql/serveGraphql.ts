import type { IncomingMessage, ServerResponse } from "node:http";
import type { YogaServerInstance } from "graphql-yoga";
import { readBody } from "../../http/readBody.ts";
import type { AnswerCache } from "./answerCache.ts";
import type { GraphqlContext } from "./graphqlContext.ts";
import { LIMITS } from "./limits.ts";

/** What the plugin useOutcome writes while an operation runs. */
export type Outcome = { isKeepable: boolean };
/** What the server hands to yoga beside the request. */
export type ServerContext = { readonly outcome?: Outcome };
type Yoga = YogaServerInstance<ServerContext, GraphqlContext>;

/**
 * A node:http listener over yoga that keeps answers of queries in `cache`. Only a JSON POST that carries no credentials is looked up, by its
 * bytes; only an answer of a query without errors is kept. Event streams and everything else pass as they are.
 */
export function serveGraphql(yoga: Yoga, cache: AnswerCache) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isPlainPost(request)) {
      await yoga(request, response);
      return;
    }
    const body = Buffer.from(await readBody(request, LIMITS.bodyBytes));
    const accept = request.headers.accept ?? "*/*";
    const key = `${request.url}\n${accept}\n${body.toString("latin1")}`;
    const kept = cache.get(key);
    if (kept !== null) {
      send(response, 200, kept.contentType, kept.body);
      return;
    }
    const outcome: Outcome = { isKeepable: false };
    const answer = await yoga.fetch(
      `http://localhost${request.url}`,
      { method: "POST", headers: { "content-type": "application/json", accept }, body },
      { outcome },
    );
    const contentType = answer.headers.get("content-type") ?? "application/json";
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200 && outcome.isKeepable) cache.set(key, { contentType, body: bytes });
    send(response, answer.status, contentType, bytes);
  };
}

function isPlainPost({ method, headers }: IncomingMessage): boolean {
  return (
    method === "POST" &&
    headers["content-type"]?.split(";")[0]?.trim().toLowerCase() === "application/json" &&
    headers["content-encoding"] === undefined &&
    headers.cookie === undefined &&
    headers.authorization === undefined &&
    !(headers.accept ?? "").includes("text/event-stream")
  );
}

function send(response: ServerResponse, status: number, contentType: string, body: Buffer): void {
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": body.length }).end(body);
}
