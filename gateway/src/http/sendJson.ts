import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Answers with a JSON body. Does nothing when the head is already sent, so an error path may always call it. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  if (response.headersSent) return;
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": Buffer.byteLength(text),
      ...headers,
    })
    .end(text);
}
