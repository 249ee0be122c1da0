import type { SymbolonError } from "@symbolon/protocol";
import { GraphQLError } from "graphql";

/** A catalogued error as GraphQL gives it: message for people, code, remedy and details in extensions. */
export function toGraphQLError(error: SymbolonError): GraphQLError {
  const { code, what, todo, retryable, details } = error.toJSON();
  return new GraphQLError(what, { extensions: { code, todo, retryable, details } });
}
