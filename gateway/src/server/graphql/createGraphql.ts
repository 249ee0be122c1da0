import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";
import type { GatewayContext } from "../gatewayContext.ts";
import { catalogueResolvers } from "../modules/catalogue/catalogueResolvers.ts";
import { catalogueViews } from "../modules/catalogue/catalogueViews.ts";
import { datasetResolvers } from "../modules/dataset/datasetResolvers.ts";
import { disputeResolvers } from "../modules/dispute/disputeResolvers.ts";
import { incentiveResolvers } from "../modules/incentive/incentiveResolvers.ts";
import { marketResolvers } from "../modules/market/marketResolvers.ts";
import { offerResolvers } from "../modules/offer/offerResolvers.ts";
import { orderResolvers } from "../modules/order/orderResolvers.ts";
import { permitResolvers } from "../modules/permit/permitResolvers.ts";
import { permitCaseResolvers } from "../modules/permitCase/permitCaseResolvers.ts";
import { settlementResolvers } from "../modules/settlement/settlementResolvers.ts";
import { workerResolvers } from "../modules/worker/workerResolvers.ts";
import { createAnswerCache } from "./answerCache.ts";
import type { GraphqlContext } from "./graphqlContext.ts";
import { LIMITS } from "./limits.ts";
import { createLoaders } from "./loaders.ts";
import { maskError } from "./maskError.ts";
import type { OperationList } from "./operationList.ts";
import { scalars } from "./scalars.ts";
import { type ServerContext, serveGraphql } from "./serveGraphql.ts";
import { useLimits } from "./useLimits.ts";
import { useOperationList } from "./useOperationList.ts";
import { useOutcome } from "./useOutcome.ts";

const typeDefs = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");

/** How GraphQL is answered. */
export type GraphqlOptions = {
  readonly development: boolean;
  /** Milliseconds that answers of queries are kept at most; left out or 0, each is made anew. */
  readonly answerLifeMs?: number;
  /** Operations that may be named instead of sent; left out, all are sent. */
  readonly operations?: OperationList | null;
};

const NO_OPERATIONS: OperationList = { documents: new Map(), isOnly: false };

/** The GraphQL endpoint as a node:http request listener. GraphiQL is on in development only; introspection stays on, the schema is public. */
export function createGraphql(
  gateway: GatewayContext,
  options: GraphqlOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const schema = createSchema<GraphqlContext>({
    typeDefs,
    resolvers: [
      scalars,
      catalogueResolvers,
      datasetResolvers,
      disputeResolvers,
      incentiveResolvers,
      marketResolvers,
      offerResolvers,
      orderResolvers,
      permitResolvers,
      permitCaseResolvers,
      settlementResolvers,
      workerResolvers,
    ],
  });
  const catalogue = catalogueViews(gateway.database);
  const yoga = createYoga<ServerContext, GraphqlContext>({
    schema,
    context: () => ({ gateway, catalogue, loaders: createLoaders(gateway) }),
    graphqlEndpoint: "/graphql",
    graphiql: options.development,
    landingPage: false,
    // CORS is answered in one place for all routes.
    cors: false,
    logging: false,
    multipart: false,
    batching: false,
    extraParamNames: ["documentId"],
    maxRequestBodySize: LIMITS.bodyBytes,
    maskedErrors: { maskError: maskError(gateway.log) },
    plugins: [useOperationList(options.operations ?? NO_OPERATIONS), useLimits(), useOutcome()],
  });
  const lifeMs = options.answerLifeMs ?? 0;
  if (lifeMs === 0) return async (request, response) => void (await yoga(request, response));
  const answers = createAnswerCache(lifeMs, () => performance.now());
  gateway.indexer.onBlock(() => answers.clear());
  return serveGraphql(yoga, answers);
}
