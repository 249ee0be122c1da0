import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { unixfs } from "@helia/unixfs";
import type { CID } from "multiformats/cid";
import { readBlock } from "../../adapters/readBlock.ts";
import type { UnixfsBlockstore } from "../../adapters/verifiedBlockstore.ts";
import { closeServer } from "../../http/closeServer.ts";
import { listen } from "../../http/listen.ts";
import { readBody } from "../../http/readBody.ts";
import { requestUrl } from "../../http/requestUrl.ts";
import { sendJson } from "../../http/sendJson.ts";
import { parseCid } from "../../ipfs/parseCid.ts";

type Status = "queued" | "pinning" | "pinned" | "failed";
type Pin = { cid: string; name?: string; origins?: string[]; meta?: Record<string, string> };
type Stored = {
  requestid: string;
  status: Status;
  created: string;
  pin: Pin;
  delegates: string[];
  info: object;
};

const TOKEN = "a-service-token";
const STATUSES: readonly string[] = ["queued", "pinning", "pinned", "failed"];

/** A pinning service on a free port, and what a test may do to it. */
export type TestPinningService = Awaited<ReturnType<typeof startPinningService>>;

/**
 * A service of the IPFS Pinning Service API 1.0.0, whole: POST and GET /pins with every filter and page, GET, POST (replace) and DELETE
 * /pins/ID, bearer token, errors {error: {reason, details}}. It fetches what it pins from `network` when `work` is called, as a
 * service takes its time, and serves it as a trustless gateway at /ipfs/CID?format=raw.
 */
export async function startPinningService(network: UnixfsBlockstore) {
  const pins = new Map<string, Stored>();
  const blocks = new Map<string, Uint8Array<ArrayBuffer>>();
  let clock = Date.parse("2027-01-01T00:00:00.000Z");
  const served: string[] = [];

  const create = (pin: Pin): Stored => {
    clock += 1;
    const created = new Date(clock).toISOString();
    const stored = {
      requestid: randomUUID(),
      status: "queued" as Status,
      created,
      pin,
      delegates: ["/dns4/s/tcp/1"],
      info: {},
    };
    pins.set(stored.requestid, stored);
    return stored;
  };
  const server = createServer((request, response) => {
    served.push(`${request.method} ${request.url}`);
    answer(request, response).catch((cause: unknown) => {
      const [status, reason] =
        cause instanceof Refusal ? [cause.status, cause.message] : [500, "INTERNAL_SERVER_ERROR"];
      sendJson(response, status, { error: { reason, details: String(cause) } });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = requestUrl(request);
    if (url.pathname.startsWith("/ipfs/") && url.searchParams.get("format") === "raw") {
      const block = blocks.get(parseCid(url.pathname).toString());
      if (block === undefined) throw new Refusal(404, "NOT_FOUND");
      response.writeHead(200, { "content-type": "application/vnd.ipld.raw" }).end(block);
      return;
    }
    if (request.headers.authorization !== `Bearer ${TOKEN}`) throw new Refusal(401, "UNAUTHORIZED");
    const [, root, id, rest] = url.pathname.split("/");
    if (root !== "pins" || rest !== undefined) throw new Refusal(404, "NOT_FOUND");
    if (id === undefined) {
      if (request.method === "GET") sendJson(response, 200, list(url.searchParams));
      else if (request.method === "POST") sendJson(response, 202, create(await readPin(request)));
      else throw new Refusal(400, "BAD_REQUEST");
      return;
    }
    const known = pins.get(id);
    if (known === undefined) throw new Refusal(404, "NOT_FOUND");
    if (request.method === "GET") sendJson(response, 200, known);
    else if (request.method === "DELETE") {
      pins.delete(id);
      forget();
      response.writeHead(202).end();
    } else if (request.method === "POST") {
      pins.delete(id);
      sendJson(response, 202, create(await readPin(request)));
    } else throw new Refusal(400, "BAD_REQUEST");
  }

  function list(query: URLSearchParams): { count: number; results: Stored[] } {
    const cids = query.get("cid")?.split(",");
    const statuses = (query.get("status") ?? "pinned").split(",");
    const limit = Number(query.get("limit") ?? 10);
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000 || (cids?.length ?? 0) > 10)
      throw new Refusal(400, "BAD_REQUEST");
    if (statuses.some((status) => !STATUSES.includes(status))) throw new Refusal(400, "BAD_REQUEST");
    const name = query.get("name");
    const [before, after] = [query.get("before"), query.get("after")];
    const found = [...pins.values()]
      .filter(({ pin }) => cids === undefined || cids.includes(pin.cid))
      .filter(({ status }) => statuses.includes(status))
      .filter(({ pin }) => name === null || pin.name === name)
      .filter(({ created }) => (before === null || created < before) && (after === null || created > after))
      .sort((a, b) => (a.created < b.created ? 1 : -1));
    return { count: found.length, results: found.slice(0, Math.min(limit, pageSize)) };
  }

  /** Blocks that no pin reaches are gone at once. */
  function forget(): void {
    if (pins.size === 0) blocks.clear();
  }

  let pageSize = 1000;
  const url = await listen(server, "127.0.0.1", 0);
  return {
    url,
    token: TOKEN,
    pins,
    blocks,
    /** Requests so far, as METHOD PATH. */
    served,
    /** Answers at most so many pins a page, as a service may. */
    page(size: number): void {
      pageSize = size;
    },
    /** Fetches what is queued; what the network lacks has failed. */
    async work(): Promise<void> {
      for (const stored of pins.values()) {
        if (stored.status !== "queued") continue;
        try {
          const fetching: Pick<UnixfsBlockstore, "get"> = {
            async *get(cid: CID) {
              const block = await readBlock(network, cid);
              blocks.set(cid.toString(), block);
              yield block;
            },
          };
          for await (const _ of unixfs({ blockstore: fetching as UnixfsBlockstore }).cat(
            parseCid(stored.pin.cid),
          ));
          stored.status = "pinned";
        } catch {
          stored.status = "failed";
        }
      }
    },
    close: () => closeServer(server, 50),
  };
}

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

async function readPin(request: IncomingMessage): Promise<Pin> {
  const pin = JSON.parse(new TextDecoder().decode(await readBody(request, 100_000))) as Partial<Pin>;
  if (typeof pin.cid !== "string") throw new Refusal(400, "BAD_REQUEST");
  parseCid(pin.cid);
  return pin as Pin;
}
