import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { SymbolonError } from "@symbolon/protocol";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { sha256 } from "multiformats/hashes/sha2";
import { readBody } from "../http/readBody.ts";
import { sendJson } from "../http/sendJson.ts";
import type { Repository } from "./openRepository.ts";
import { parseCid } from "./parseCid.ts";
import { parseMultipart } from "./parseMultipart.ts";

/** Multicodec of dag-pb. */
const DAG_PB = 0x70;
/** A block of Kubo's largest size with its multipart frame. */
const MAX_BLOCK_BODY_BYTES = 2_200_000;

/** One command of the RPC API. `writes` = the bearer token is needed. */
export type RpcRoute = {
  readonly writes: boolean;
  run(call: RpcCall): Promise<void>;
};

/** What a command works on. */
export type RpcCall = {
  readonly repository: Repository;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly maxUploadBytes: number;
};

/** The part of Kubo's RPC API (docs.ipfs.tech/reference/kubo/rpc) that Symbolon uses, by path below /api/v0/. */
export const RPC_ROUTES: Readonly<Record<string, RpcRoute>> = {
  add: { writes: true, run: add },
  cat: { writes: false, run: cat },
  "block/get": { writes: false, run: blockGet },
  "block/put": { writes: true, run: blockPut },
  "pin/add": { writes: true, run: pinAdd },
  "pin/ls": { writes: false, run: pinLs },
  "pin/rm": { writes: true, run: pinRm },
  "repo/gc": { writes: true, run: repoGc },
  version: { writes: false, run: version },
};

/** Chunker, CID version and raw leaves are fixed here; a caller who asks for others would get another CID than expected, so is refused. */
const FIXED: Readonly<Record<string, string>> = {
  "cid-version": "1",
  "raw-leaves": "true",
  chunker: "size-1048576",
  "wrap-with-directory": "false",
  "only-hash": "false",
  hash: "sha2-256",
};

async function add({ repository, request, response, query, maxUploadBytes }: RpcCall): Promise<void> {
  for (const [name, value] of Object.entries(FIXED)) {
    const asked = query.get(name);
    if (asked !== null && asked !== value)
      throw new SymbolonError("E9009", { reason: `${name}=${asked} is not offered, only ${value}` });
  }
  const body = await readBody(request, maxUploadBytes);
  const parts = parseMultipart(request.headers["content-type"], body);
  if (parts.length === 0) throw new SymbolonError("E9009", { reason: "no file in the body" });
  if (parts.some((part) => part.headers.get("content-type") === "application/x-directory"))
    throw new SymbolonError("E9009", { reason: "directories are not offered" });
  const lines: string[] = [];
  for (const part of parts) {
    const cid = await repository.add(part.content, { pin: query.get("pin") !== "false" });
    const name = /filename="([^"]*)"/.exec(part.headers.get("content-disposition") ?? "")?.[1] ?? "";
    lines.push(
      `${JSON.stringify({ Name: decode(name) || cid.toString(), Hash: cid.toString(), Size: String(part.content.length) })}\n`,
    );
  }
  response.writeHead(200, { "Content-Type": "application/json" }).end(lines.join(""));
}

async function cat({ repository, response, query }: RpcCall): Promise<void> {
  const cid = parseCid(query.get("arg"));
  const size = await repository.size(cid);
  const offset = Math.min(count(query, "offset") ?? 0, size);
  const length = Math.min(count(query, "length") ?? size, size - offset);
  response.writeHead(200, { "Content-Type": "text/plain", "Content-Length": length });
  if (length === 0) {
    response.end();
    return;
  }
  await pipeline(repository.cat(cid, offset, length), response);
}

async function blockGet({ repository, response, query }: RpcCall): Promise<void> {
  const block = await repository.block(parseCid(query.get("arg")));
  response.writeHead(200, { "Content-Type": "text/plain", "Content-Length": block.length }).end(block);
}

/** Codecs of blocks that files are made of, by Kubo's names. */
const CODECS: Readonly<Record<string, number>> = { raw: raw.code, "dag-pb": DAG_PB };

async function blockPut({ repository, request, response, query }: RpcCall): Promise<void> {
  const codec = CODECS[query.get("cid-codec") ?? "raw"];
  if (codec === undefined || (query.get("mhtype") ?? "sha2-256") !== "sha2-256")
    throw new SymbolonError("E9009", { reason: "blocks are raw or dag-pb, named by sha2-256" });
  const body = await readBody(request, MAX_BLOCK_BODY_BYTES);
  const parts = parseMultipart(request.headers["content-type"], body);
  if (parts.length !== 1) throw new SymbolonError("E9009", { reason: "one block a request" });
  const { content } = parts[0]!;
  const cid = CID.createV1(codec, await sha256.digest(content));
  await repository.putBlock(cid, content);
  sendJson(response, 200, { Key: cid.toString(), Size: content.length });
}

async function pinAdd({ repository, response, query }: RpcCall): Promise<void> {
  const cid = parseCid(query.get("arg"));
  await repository.pin(cid);
  sendJson(response, 200, { Pins: [cid.toString()] });
}

async function pinRm({ repository, response, query }: RpcCall): Promise<void> {
  const cid = parseCid(query.get("arg"));
  if (!(await repository.unpin(cid))) throw new SymbolonError("E5001", { cid: `pin of ${cid}` });
  sendJson(response, 200, { Pins: [cid.toString()] });
}

async function repoGc({ repository, response }: RpcCall): Promise<void> {
  const removed = await repository.collectGarbage();
  const lines = removed.map((cid) => `${JSON.stringify({ Key: { "/": cid.toString() } })}\n`);
  response.writeHead(200, { "Content-Type": "application/json" }).end(lines.join(""));
}

async function pinLs({ repository, response, query }: RpcCall): Promise<void> {
  const asked = query.getAll("arg").map((arg) => parseCid(arg));
  const cids: string[] = [];
  if (asked.length === 0) for await (const cid of repository.pins()) cids.push(cid.toString());
  for (const cid of asked) {
    if (!(await repository.isPinned(cid))) throw new SymbolonError("E5001", { cid: `pin of ${cid}` });
    cids.push(cid.toString());
  }
  if (query.get("stream") !== "true") {
    sendJson(response, 200, { Keys: Object.fromEntries(cids.map((cid) => [cid, { Type: "recursive" }])) });
    return;
  }
  const lines = cids.map((cid) => `${JSON.stringify({ Cid: cid, Type: "recursive" })}\n`);
  response.writeHead(200, { "Content-Type": "application/json" }).end(lines.join(""));
}

async function version({ response }: RpcCall): Promise<void> {
  sendJson(response, 200, {
    Version: "0.1.0",
    Commit: "",
    Repo: "1",
    System: "symbolon-embedded/helia",
    Golang: "",
  });
}

function count(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text))
    throw new SymbolonError("E9009", { reason: `${name} is not a number of bytes` });
  return Number(text);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
