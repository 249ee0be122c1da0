import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { parseRange } from "./parseRange.ts";

/** Immutable content to send: `etag` without quotes, `size` in bytes, and a reader of any part of it. */
export type SendableContent = {
  readonly etag: string;
  readonly size: number;
  readonly headers: OutgoingHttpHeaders;
  read(offset: number, length: number): AsyncIterable<Uint8Array>;
};

/**
 * Answers GET or HEAD for immutable content: 304 on a matching If-None-Match, 206 and 416 for one byte range (If-Range obeyed), else
 * 200. The first bytes are read before the head is sent, so missing content is still a clean error; a failure later cuts the
 * connection, which Content-Length makes visible to the client. Throws what `read` throws before the first byte.
 */
export async function sendContent(
  request: IncomingMessage,
  response: ServerResponse,
  content: SendableContent,
): Promise<void> {
  const etag = `"${content.etag}"`;
  const headers = { ...content.headers, ETag: etag, "Accept-Ranges": "bytes" };
  if (matches(request.headers["if-none-match"], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const ifRange = request.headers["if-range"];
  const wanted = ifRange === undefined || ifRange === etag ? request.headers.range : undefined;
  const range = parseRange(wanted, content.size);
  if (range === "unsatisfiable") {
    response.writeHead(416, { ...headers, "Content-Range": `bytes */${content.size}` }).end();
    return;
  }
  const offset = range?.start ?? 0;
  const length = range === null ? content.size : range.end - range.start + 1;
  const head: OutgoingHttpHeaders = { ...headers, "Content-Length": length };
  if (range !== null) head["Content-Range"] = `bytes ${range.start}-${range.end}/${content.size}`;
  const status = range === null ? 200 : 206;
  if (request.method === "HEAD" || length === 0) {
    response.writeHead(status, head).end();
    return;
  }
  const iterator = content.read(offset, length)[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.writeHead(status, head);
  try {
    await pipeline(rest(first, iterator), response);
  } catch {
    response.destroy();
  }
}

async function* rest(
  first: IteratorResult<Uint8Array>,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let step = first; step.done !== true; step = await iterator.next()) yield step.value;
  } finally {
    await iterator.return?.();
  }
}

function matches(header: string | undefined, etag: string): boolean {
  return (
    header?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag || tag.trim() === "*") ?? false
  );
}
