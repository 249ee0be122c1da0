import type { IncomingMessage } from "node:http";
import { SymbolonError } from "@symbolon/protocol";

/**
 * The whole body of a request, in memory, at most `limitBytes`. Throws E9003 as soon as the limit is passed (or announced by
 * Content-Length) and E9009 when the sender goes away in the middle.
 */
export async function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > limitBytes) throw tooLarge(limitBytes);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause;
    throw new SymbolonError("E9009", { reason: "the body ended early" }, { cause });
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

function tooLarge(limit: number): SymbolonError {
  return new SymbolonError("E9003", { limit });
}
