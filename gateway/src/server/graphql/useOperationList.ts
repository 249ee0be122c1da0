import { SymbolonError } from "@symbolon/protocol";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { type OperationList, operationHash } from "./operationList.ts";
import { toGraphQLError } from "./toGraphQLError.ts";

/**
 * Yoga plugin for operations that are named instead of sent: by `documentId: "sha256:<hex>"` (GraphQL over HTTP, appendix Persisted Documents)
 * or `extensions.persistedQuery.sha256Hash`. Unknown ones are E9012; nobody can add to the list over the network. Where the list is all that
 * is answered, another text is E9013; a text that is on the list is as good as its hash.
 */
export function useOperationList({ documents, isOnly }: OperationList): Plugin {
  return {
    onParams({ params, setParams, setResult }) {
      const hash = namedHash(params);
      const refuse = (error: SymbolonError) => {
        setResult({ errors: [toGraphQLError(error)] });
        // Yoga would complain next that there is no text.
        setParams({ ...params, query: params.query ?? "{ __typename }" });
      };
      if (hash === null) {
        if (isOnly && !documents.has(operationHash(params.query ?? "")))
          refuse(new SymbolonError("E9013", {}));
        return;
      }
      const query = documents.get(hash);
      if (query === undefined) refuse(new SymbolonError("E9012", { hash: hash.slice(0, 64) }));
      else setParams({ ...params, query });
    },
  };
}

function namedHash(params: GraphQLParams): string | null {
  const { documentId } = params as { documentId?: unknown };
  const persisted = params.extensions?.persistedQuery as { sha256Hash?: unknown } | undefined;
  const named = documentId ?? persisted?.sha256Hash;
  return typeof named === "string" ? named.replace(/^sha256:/, "").toLowerCase() : null;
}
