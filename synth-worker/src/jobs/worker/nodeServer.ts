import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SymbolonError } from "@symbolon/protocol";
import { verifyRequest } from "../shared/signedRequest.ts";
import { allowOrigin } from "./allowOrigin.ts";
import { NODE_ROUTES } from "./nodeRoutes.ts";
import type { WorkerNode } from "./workerNode.ts";

const REQUEST_TIMEOUT_MILLISECONDS = 30_000;
const GRACE_MILLISECONDS = 2000;

/** A worker's HTTP server; `serve` is given the node once that exists (its registration needs the address first). */
export type NodeServer = { readonly url: string; serve(node: WorkerNode): void; close(): Promise<void> };

/**
 * Listens on host and port (0: a free one). Every request except GET /health and GET /certificate is about one order and signed by a party of it; bodies are
 * limited while they are read. Errors are answered as `{"error": {...}}` in catalogue form. Throws E8001 when the port is taken.
 */
export async function startNodeServer(options: {
  readonly host: string;
  readonly port: number;
  readonly maxBodyBytes: number;
  /** The only origin whose pages may call this server from a browser; null: none. */
  readonly corsOrigin: string | null;
}): Promise<NodeServer> {
  let node: WorkerNode | null = null;
  const server = createServer((request, response) => {
    if (allowOrigin(request, response, options.corsOrigin)) return;
    answer(node, request, options.maxBodyBytes)
      .then((result) => send(response, 200, result))
      .catch((cause: unknown) => {
        if (!(cause instanceof SymbolonError))
          node?.log.error({ err: cause, path: request.url }, "request failed");
        const error =
          cause instanceof SymbolonError ? cause : new SymbolonError("E9008", { requestId: request.url });
        // The rest of a refused body is not read.
        if (!request.complete) response.setHeader("connection", "close");
        send(response, statusOf(error), { error: error.toJSON() });
      });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MILLISECONDS;
  await listen(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`,
    serve(ready) {
      node = ready;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function answer(
  node: WorkerNode | null,
  request: IncomingMessage,
  limit: number,
): Promise<Uint8Array | object> {
  const path = (request.url ?? "").split("?")[0] ?? "";
  if (path === "/health") return { ready: node !== null, account: node?.chain.account ?? null };
  if (path === "/certificate" && node !== null) return node.links.certificate;
  const match = /^\/jobs\/([1-9]\d{0,30})\/([a-z]+)$/.exec(path);
  const route = match === null ? undefined : NODE_ROUTES[match[2]!];
  if (route === undefined || match === null || route.method !== request.method) {
    throw new SymbolonError("E9006", { what: `${request.method} ${path}` });
  }
  const subject = match[1]!;
  if (node === null) throw new SymbolonError("E4008", { orderId: subject, reason: "this node is starting" });
  const bytes = await readBody(request, limit);
  const scope = { purpose: route.purpose, subject };
  const sender = verifyRequest(request.headers, node.chain.chainId, scope, bytes);
  const { claim, job } = await node.claims.open(BigInt(subject));
  const body = route.method === "GET" ? null : parseJson(bytes);
  return route.handle({ node, orderId: BigInt(subject), claim, job, sender, body });
}

async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new SymbolonError("E9003", { limit });
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SymbolonError("E9009", { reason: "the body is not JSON" }, { cause });
  }
}

function send(response: ServerResponse, status: number, body: Uint8Array | object): void {
  if (response.headersSent) return;
  const binary = body instanceof Uint8Array;
  const bytes = binary ? body : Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, {
      "content-type": binary ? "application/octet-stream" : "application/json; charset=utf-8",
      "content-length": bytes.length,
    })
    .end(bytes);
}

function statusOf(error: SymbolonError): number {
  if (error.code === "E9003") return 413;
  if (error.code === "E9004") return 401;
  if (error.code === "E9006") return 404;
  if (error.code === "E4005") return 403;
  return error.retryable ? 503 : 400;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(cause.code === "EADDRINUSE" ? new SymbolonError("E8001", { port }, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
}
