import { readFileSync } from "node:fs";
import { createSchema, createYoga } from "graphql-yoga";
import type { GatewayContext } from "../gatewayContext.ts";
import { catalogueResolvers } from "../modules/catalogue/catalogueResolvers.ts";
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
import type { GraphqlContext } from "./graphqlContext.ts";
import { LIMITS } from "./limits.ts";
import { createLoaders } from "./loaders.ts";
import { maskError } from "./maskError.ts";
import { scalars } from "./scalars.ts";
import { useLimits } from "./useLimits.ts";

const typeDefs = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");

/** The GraphQL endpoint as a node:http request listener. GraphiQL is on in development only; introspection stays on, the schema is public. */
export function createGraphql(gateway: GatewayContext, options: { readonly development: boolean }) {
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
  return createYoga<GraphqlContext>({
    schema,
    context: () => ({ gateway, loaders: createLoaders(gateway) }),
    graphqlEndpoint: "/graphql",
    graphiql: options.development,
    landingPage: false,
    // CORS is answered in one place for all routes.
    cors: false,
    logging: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: LIMITS.bodyBytes,
    maskedErrors: { maskError: maskError(gateway.log) },
    plugins: [useLimits()],
  });
}
