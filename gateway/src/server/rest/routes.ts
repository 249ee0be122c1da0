import { getCatalogue } from "./getCatalogue.ts";
import { getCatalogueEntry } from "./getCatalogueEntry.ts";
import { getContent } from "./getContent.ts";
import { getDevWallet } from "./getDevWallet.ts";
import { getHealth } from "./getHealth.ts";
import { getMetrics } from "./getMetrics.ts";
import { getOrderFile } from "./getOrderFile.ts";
import { getOrderKey } from "./getOrderKey.ts";
import { getStatus } from "./getStatus.ts";
import { putOrderKey } from "./putOrderKey.ts";
import type { RestRoute } from "./restRoute.ts";

const ID = "([1-9][0-9]{0,77})";

/** Every REST route of the gateway; described for users in docs/API.md. */
export const REST_ROUTES: readonly RestRoute[] = [
  { name: "health", method: "GET", pattern: /^\/health$/, handle: getHealth },
  { name: "status", method: "GET", pattern: /^\/status$/, handle: getStatus },
  { name: "metrics", method: "GET", pattern: /^\/metrics$/, handle: getMetrics },
  { name: "devWallet", method: "GET", pattern: /^\/dev-wallet\.json$/, handle: getDevWallet },
  { name: "catalogue", method: "GET", pattern: /^\/catalogue\.jsonld$/, handle: getCatalogue },
  {
    name: "catalogueEntry",
    method: "GET",
    pattern: new RegExp(`^/catalogue/${ID}\\.jsonld$`),
    handle: getCatalogueEntry,
  },
  { name: "orderKeyPut", method: "PUT", pattern: new RegExp(`^/orders/${ID}/key$`), handle: putOrderKey },
  { name: "orderKey", method: "GET", pattern: new RegExp(`^/orders/${ID}/key$`), handle: getOrderKey },
  { name: "orderFile", method: "GET", pattern: new RegExp(`^/orders/${ID}/file$`), handle: getOrderFile },
  { name: "content", method: "GET", pattern: /^\/ipfs\/([A-Za-z0-9]{1,120})$/, handle: getContent },
];
