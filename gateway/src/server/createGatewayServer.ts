import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { SymbolonError } from "@symbolon/protocol";
import { httpStatus } from "../http/httpStatus.ts";
import { requestUrl } from "../http/requestUrl.ts";
import { sendJson } from "../http/sendJson.ts";
import { cors } from "./cors.ts";
import type { GatewayContext } from "./gatewayContext.ts";
import { createGraphql, type GraphqlOptions } from "./graphql/createGraphql.ts";
import { createSubgraphEndpoint } from "./graphql/createSubgraphEndpoint.ts";
import { requestContext } from "./requestContext.ts";
import { REST_ROUTES } from "./rest/routes.ts";
import { staticFiles } from "./staticFiles.ts";

/** What the server is told beside its context: the dApp's folder (none: nothing at /) and how GraphQL is answered. */
export type ServerOptions = GraphqlOptions & { readonly dappFolder: string | null };

/**
 * The gateway's HTTP server, not listening yet: /graphql, /subgraph, the REST routes, and the dApp for every other GET. Each request gets an id
 * (x-request-id). Catalogued errors are answered as `{error: {code, what, todo, retryable, details}}`; others are logged and masked as E9008.
 */
export function createGatewayServer(gateway: GatewayContext, options: ServerOptions): Server {
  const graphql = createGraphql(gateway, options);
  const subgraph = gateway.subgraph && createSubgraphEndpoint(gateway.subgraph, gateway.log);
  const files = options.dappFolder === null ? null : staticFiles(options.dappFolder);

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<string> => {
    const path = requestUrl(request).pathname;
    if (path === "/graphql") {
      await graphql(request, response);
      return "graphql";
    }
    if (path === "/subgraph" && subgraph !== undefined) {
      await subgraph(request, response);
      return "subgraph";
    }
    const method = request.method === "HEAD" ? "GET" : request.method;
    for (const rest of REST_ROUTES) {
      const match = rest.method === method ? rest.pattern.exec(path) : null;
      if (match === null) continue;
      await answered(rest.name, rest.handle({ gateway, request, response, params: match.slice(1) }));
      return rest.name;
    }
    if (files === null || method !== "GET")
      throw new SymbolonError("E9006", { what: `${request.method} ${path.slice(0, 100)}` });
    await files(request, response, path);
    return "dapp";
  };

  return createServer((request, response) => {
    const requestId = randomUUID();
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (cors(request, response)) return;
    requestContext.run({ requestId }, () => {
      route(request, response)
        .catch((cause: unknown) => {
          const { route: name, error: inner } =
            cause instanceof RouteFailure ? cause : { route: "none", error: cause };
          fail(gateway, request, response, requestId, inner);
          return name;
        })
        .then((name) => {
          gateway.metrics.count("symbolon_http_requests_total", {
            route: name,
            status: String(response.statusCode),
          });
        });
    });
  });
}

/** Carries the name of the route that failed to where requests are counted. */
class RouteFailure extends Error {
  readonly route: string;
  readonly error: unknown;

  constructor(route: string, error: unknown) {
    super(route);
    this.route = route;
    this.error = error;
  }
}

async function answered(name: string, answer: Promise<void>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    throw new RouteFailure(name, error);
  }
}

function fail(
  gateway: GatewayContext,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  cause: unknown,
): void {
  const error = cause instanceof SymbolonError ? cause : new SymbolonError("E9008", { requestId });
  if (error !== cause) gateway.log.error({ err: cause, requestId }, "unexpected error in a request");
  gateway.metrics.count("symbolon_errors_total", { code: error.code });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // A body that is refused half way is not read to its end.
  sendJson(
    response,
    httpStatus(error),
    { error: error.toJSON() },
    request.complete ? {} : { Connection: "close" },
  );
}
