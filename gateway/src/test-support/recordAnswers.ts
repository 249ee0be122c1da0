import type { Server, ServerResponse } from "node:http";
import { REST_ROUTES } from "../server/rest/routes.ts";
import { answerFault } from "./answerFault.ts";

/** Longest body looked at. */
const MAX_BYTES = 1_000_000;

/**
 * Holds every answer of a test server against the description of its route (openapi/); the list that is given grows with what does not fit.
 * So every test that asks a route tests its contract as well.
 */
export function recordAnswers(server: Server): readonly string[] {
  const faults: string[] = [];
  server.prependListener("request", (request, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const keep = (chunk: unknown) => {
      if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) return;
      length += chunk.length;
      if (length <= MAX_BYTES) chunks.push(Buffer.from(chunk as Uint8Array));
    };
    const { write, end } = response;
    response.write = (...given: unknown[]) => {
      keep(given[0]);
      return write.apply(response, given as Parameters<typeof write>);
    };
    response.end = (...given: unknown[]) => {
      keep(given[0]);
      return end.apply(response, given as Parameters<typeof end>);
    };
    response.on("finish", () => {
      const type = response.getHeader("content-type");
      const fault = answerFault(REST_ROUTES, {
        method: request.method ?? "",
        path: (request.url ?? "").split("?")[0]!,
        status: response.statusCode,
        type: type === undefined ? undefined : String(type),
        body: Buffer.concat(chunks),
      });
      if (fault !== null && length <= MAX_BYTES) faults.push(fault);
    });
  });
  return faults;
}
