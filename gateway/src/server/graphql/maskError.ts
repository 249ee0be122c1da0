import { SymbolonError } from "@symbolon/protocol";
import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { requestContext } from "../requestContext.ts";
import { toGraphQLError } from "./toGraphQLError.ts";

/**
 * What a client is told of an error: catalogued ones and GraphQL's own (syntax, validation, limits) in full; anything else only a request id
 * (E9008), while the log has the error under that id.
 */
export function maskError(log: Logger): (error: unknown) => Error {
  return (error) => {
    const original = error instanceof GraphQLError ? (error.originalError ?? null) : error;
    if (original instanceof SymbolonError) return withPlace(toGraphQLError(original), error);
    // A GraphQLError without an original, or with one of its own kind, was made on purpose (also across copies of the package).
    if (original === null || (original instanceof Error && original.name === "GraphQLError"))
      return error as GraphQLError;
    const requestId = requestContext.getStore()?.requestId ?? "-";
    log.error({ err: original, requestId }, "unexpected error in a resolver");
    return withPlace(toGraphQLError(new SymbolonError("E9008", { requestId })), error);
  };
}

/** Keeps the path, so that a client knows which field failed. */
function withPlace(masked: GraphQLError, error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return masked;
  return new GraphQLError(masked.message, {
    extensions: masked.extensions,
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
  });
}
