import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { SymbolonError } from "@symbolon/protocol";
import type { FsBlockstore } from "blockstore-fs";
import { closeServer } from "../http/closeServer.ts";
import { httpStatus } from "../http/httpStatus.ts";
import { listen } from "../http/listen.ts";
import { requestUrl } from "../http/requestUrl.ts";
import { sendContent } from "../http/sendContent.ts";
import { sendJson } from "../http/sendJson.ts";
import { openRepository, type Repository } from "./openRepository.ts";
import { parseCid } from "./parseCid.ts";
import { RPC_ROUTES } from "./rpcRoutes.ts";

/** How to run the node. `apiToken` is the bearer token of writes; `maxUploadBytes` limits one add. */
export type IpfsNodeOptions = {
  readonly folder: string;
  readonly apiToken: string;
  readonly host: string;
  readonly port: number;
  readonly maxUploadBytes: number;
  /** Where blocks lie, if not in a folder of their own below `folder`. */
  readonly blockstore?: FsBlockstore;
  onError(error: unknown): void;
};

/** A running node: base URL of both the RPC API (/api/v0) and the read gateway (/ipfs). */
export type IpfsNode = { readonly url: string; close(): Promise<void> };

/**
 * Serves a Helia repository in Kubo's dialect (RPC_ROUTES below POST /api/v0) and GET /ipfs/CID. Errors have Kubo's
 * shape {Message, Code, Type} with the catalogued error beside it. Throws E8001 (port) and E8002 (folder).
 */
export async function startIpfsNode(options: IpfsNodeOptions): Promise<IpfsNode> {
  const repository = await openRepository(options.folder, options.blockstore);
  const server = createServer((request, response) => {
    answer(repository, options, request, response).catch((cause: unknown) => {
      const error =
        cause instanceof SymbolonError ? cause : new SymbolonError("E9008", { requestId: "-" }, { cause });
      if (error !== cause) options.onError(cause);
      if (response.headersSent) response.destroy();
      // An upload that is refused half way is not read to its end.
      else
        sendJson(
          response,
          httpStatus(error),
          { Message: error.message, Code: 0, Type: "error", error: error.toJSON() },
          request.complete ? {} : { Connection: "close" },
        );
    });
  });
  try {
    const url = await listen(server, options.host, options.port);
    return {
      url,
      async close() {
        await closeServer(server, 2000);
        await repository.close();
      },
    };
  } catch (cause) {
    await repository.close();
    throw cause;
  }
}

async function answer(
  repository: Repository,
  options: IpfsNodeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = requestUrl(request);
  const { method } = request;
  if (url.pathname.startsWith("/ipfs/") && (method === "GET" || method === "HEAD")) {
    const cid = parseCid(url.pathname);
    const size = await repository.size(cid);
    await sendContent(request, response, {
      etag: cid.toString(),
      size,
      headers: {
        "Content-Type": "application/octet-stream",
        "Cache-Control": "public, max-age=29030400, immutable",
        "X-Content-Type-Options": "nosniff",
      },
      read: (offset, length) => repository.cat(cid, offset, length),
    });
    return;
  }
  const command = url.pathname.startsWith("/api/v0/") ? url.pathname.slice("/api/v0/".length) : "";
  const route = Object.hasOwn(RPC_ROUTES, command) ? RPC_ROUTES[command] : undefined;
  if (route === undefined || method !== "POST")
    throw new SymbolonError("E9006", { what: `${method} ${url.pathname.slice(0, 100)}` });
  if (route.writes && !sameToken(request.headers.authorization, options.apiToken))
    throw new SymbolonError("E9002", { reason: "writes need the storage node's bearer token" });
  await route.run({
    repository,
    request,
    response,
    query: url.searchParams,
    maxUploadBytes: options.maxUploadBytes,
  });
}

/** Compares digests, so that neither length nor prefix of the token shows in the time taken. */
function sameToken(header: string | undefined, token: string): boolean {
  const sha256 = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(sha256(header ?? ""), sha256(`Bearer ${token}`));
}
