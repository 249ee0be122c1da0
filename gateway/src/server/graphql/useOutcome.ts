import { getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { ServerContext } from "./serveGraphql.ts";

/** Yoga plugin that tells the server whether an answer may be kept: it is one of a query, whole and without errors. */
export function useOutcome(): Plugin<object, ServerContext> {
  return {
    onExecute({ args }) {
      const { outcome } = args.contextValue as ServerContext;
      const operation = getOperationAST(args.document, args.operationName);
      if (outcome === undefined || operation?.operation !== "query") return undefined;
      return {
        onExecuteDone({ result }) {
          const isWhole = !(Symbol.asyncIterator in result);
          outcome.isKeepable = isWhole && (!("errors" in result) || result.errors === undefined);
        },
      };
    },
  };
}
