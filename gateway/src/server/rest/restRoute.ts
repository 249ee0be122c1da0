import type { IncomingMessage, ServerResponse } from "node:http";
import type { GatewayContext } from "../gatewayContext.ts";

/** One REST call: `params` are the pattern's groups. */
export type RestCall = {
  readonly gateway: GatewayContext;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly params: readonly string[];
};

/** One REST route; `name` labels it in metrics. A GET route answers HEAD too. */
export type RestRoute = {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly pattern: RegExp;
  handle(call: RestCall): Promise<void>;
};
