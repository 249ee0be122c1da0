import type { GatewayContext } from "../gatewayContext.ts";
import type { CatalogueViews } from "../modules/catalogue/catalogueViews.ts";
import type { Loaders } from "./loaders.ts";

/** What resolvers get as their third argument. A subscription renews `loaders` for each event, else they would remember the first one's rows. */
export type GraphqlContext = {
  readonly gateway: GatewayContext;
  readonly catalogue: CatalogueViews;
  loaders: Loaders;
};
