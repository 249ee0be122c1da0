import type { IncomingMessage, ServerResponse } from "node:http";
import { SymbolonError } from "@symbolon/protocol";
import { createYoga, type Plugin } from "graphql-yoga";
import type { Logger } from "pino";
import type { Queryable } from "../../database/Database.ts";
import {
  createSubgraphSchema,
  type SubgraphContext,
  type SubgraphInfo,
} from "../../indexer/query/createSubgraphSchema.ts";
import { isKept } from "../../indexer/query/resolveHeight.ts";
import { LIMITS } from "./limits.ts";
import { maskError } from "./maskError.ts";
import { toGraphQLError } from "./toGraphQLError.ts";
import { useLimits } from "./useLimits.ts";

/** What the endpoint answers from: the index's own database, never one that remembers reads. */
export type SubgraphSource = SubgraphInfo & { readonly database: Queryable };

/** The index in the query dialect of a Graph Node, as a node:http request listener for /subgraph. */
export function createSubgraphEndpoint(
  source: SubgraphSource,
  log: Logger,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const yoga = createYoga<object, SubgraphContext>({
    schema: createSubgraphSchema(source),
    context: () => ({ database: source.database, blocks: new Map(), loaders: new Map() }),
    graphqlEndpoint: "/subgraph",
    graphiql: false,
    landingPage: false,
    cors: false,
    logging: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: LIMITS.bodyBytes,
    maskedErrors: { maskError: maskError(log) },
    plugins: [useLimits(), useKeptBlocks()],
  });
  return async (request, response) => void (await yoga(request, response));
}

/** An answer is put together by several statements: what was read at a block that is gone by its end is no answer. */
function useKeptBlocks(): Plugin<SubgraphContext> {
  return {
    onExecute({ args }) {
      const { database, blocks } = args.contextValue as SubgraphContext;
      return {
        async onExecuteDone({ setResult }) {
          for (const asked of blocks.values()) {
            const block = await asked.catch(() => null);
            if (block === null || (await isKept(database, block))) continue;
            const what = `Data at block ${block.number} (it was taken back while this was read)`;
            setResult({ errors: [toGraphQLError(new SymbolonError("E9006", { what }))] });
            return;
          }
        },
      };
    },
  };
}
