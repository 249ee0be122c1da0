import { SymbolonError } from "@symbolon/protocol";
import { type DocumentNode, type GraphQLSchema, getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import { depthRule } from "./depthRule.ts";
import { LIMITS } from "./limits.ts";
import { operationCost } from "./operationCost.ts";
import { toGraphQLError } from "./toGraphQLError.ts";

type Arguments = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: unknown;
};

/** Yoga plugin that refuses operations above LIMITS with E9007: tokens when parsing, depth and aliases when validating, cost before anything runs. */
export function useLimits(): Plugin {
  const refusal = (args: Arguments) => {
    const operation = getOperationAST(args.document, args.operationName);
    if (operation == null) return null;
    const variables = (args.variableValues ?? {}) as Record<string, unknown>;
    const cost = operationCost(args.schema, args.document, operation, variables, LIMITS.cost);
    if (cost <= LIMITS.cost) return null;
    return toGraphQLError(
      new SymbolonError("E9007", { reason: `it could return more than ${LIMITS.cost} values` }),
    );
  };
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, parseOptions) => parseFn(source, { ...parseOptions, maxTokens: LIMITS.tokens }));
    },
    onValidate({ addValidationRule }) {
      addValidationRule(depthRule);
    },
    onExecute({ args, setResultAndStopExecution }) {
      const error = refusal(args);
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const error = refusal(args);
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },
  };
}
