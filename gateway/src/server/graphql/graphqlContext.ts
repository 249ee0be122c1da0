import type { GatewayContext } from "../gatewayContext.ts";
import type { Loaders } from "./loaders.ts";

/** What resolvers get as their third argument. */
export type GraphqlContext = { readonly gateway: GatewayContext; readonly loaders: Loaders };
