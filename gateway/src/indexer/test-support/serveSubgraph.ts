import { createServer } from "node:http";
import pino from "pino";
import type { Database } from "../../database/Database.ts";
import { closeServer } from "../../http/closeServer.ts";
import { listen } from "../../http/listen.ts";
import { createSubgraphEndpoint } from "../../server/graphql/createSubgraphEndpoint.ts";
import type { EntitySchema } from "../manifest/EntitySchema.ts";

/** The index of `database` in a Graph Node's dialect on a free port of loopback. */
export async function serveSubgraph(database: Database, schema: EntitySchema) {
  const state = { hasIndexingErrors: false };
  const endpoint = createSubgraphEndpoint(
    { database, schema, deployment: "QmTest", hasIndexingErrors: () => state.hasIndexingErrors },
    pino({ level: "silent" }),
  );
  const server = createServer((request, response) => void endpoint(request, response));
  const url = `${await listen(server, "127.0.0.1", 0)}/subgraph`;
  return {
    url,
    state,
    async ask(query: string, variables: Record<string, unknown> = {}) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as {
        data?: Record<string, unknown> | null;
        errors?: { message: string; extensions?: { code?: string } }[];
      };
    },
    close: () => closeServer(server, 50),
  };
}
