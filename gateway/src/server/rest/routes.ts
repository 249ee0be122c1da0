import { CONSENT_ROUTES } from "../modules/consentVault/consentRoutes.ts";
import { KEY_ROUTES } from "../modules/keyRelease/keyRoutes.ts";
import { PATIENT_ROUTES } from "../modules/patient/patientRoutes.ts";
import { PERMIT_ROUTES } from "../modules/permitCase/permitRoutes.ts";
import { getOpenApi } from "../openapi/getOpenApi.ts";
import { SESSION_ROUTES } from "../session/sessionRoutes.ts";
import { getCatalogue } from "./getCatalogue.ts";
import { getCatalogueDump } from "./getCatalogueDump.ts";
import { getCatalogueEntry } from "./getCatalogueEntry.ts";
import { getCatalogueLabel } from "./getCatalogueLabel.ts";
import { getCatalogueOffer } from "./getCatalogueOffer.ts";
import { getCatalogueShapes } from "./getCatalogueShapes.ts";
import { getContent } from "./getContent.ts";
import { getDevWallet } from "./getDevWallet.ts";
import { getHealth } from "./getHealth.ts";
import { getMetrics } from "./getMetrics.ts";
import { getOrderFile } from "./getOrderFile.ts";
import { getOrderKey } from "./getOrderKey.ts";
import { getStatus } from "./getStatus.ts";
import { getVoid } from "./getVoid.ts";
import { postCatalogue } from "./postCatalogue.ts";
import { postSchema } from "./postSchema.ts";
import { putOrderKey } from "./putOrderKey.ts";
import type { RestRoute } from "./restRoute.ts";

const ID = "([1-9][0-9]{0,77})";
/** Ending that asks for one form of a catalogue page. */
const FORM = "(\\.jsonld|\\.ttl|\\.html)?";

/** Every REST route of the gateway; described for users in docs/API.md. */
export const REST_ROUTES: readonly RestRoute[] = [
  {
    name: "openApi",
    method: "GET",
    pattern: /^\/openapi\.json$/,
    handle: (call) => getOpenApi(call, REST_ROUTES),
  },
  { name: "health", method: "GET", pattern: /^\/health$/, handle: getHealth },
  { name: "status", method: "GET", pattern: /^\/status$/, handle: getStatus },
  { name: "metrics", method: "GET", pattern: /^\/metrics$/, handle: getMetrics },
  { name: "devWallet", method: "GET", pattern: /^\/dev-wallet\.json$/, handle: getDevWallet },
  { name: "catalogue", method: "GET", pattern: new RegExp(`^/catalogue${FORM}$`), handle: getCatalogue },
  {
    name: "catalogueDump",
    method: "GET",
    pattern: /^\/catalogue\/all(\.jsonld|\.ttl)$/,
    handle: getCatalogueDump,
  },
  {
    name: "catalogueShapes",
    method: "GET",
    pattern: /^\/catalogue\/shapes\/([a-z-]{1,20})\.ttl$/,
    handle: getCatalogueShapes,
  },
  { name: "catalogueSchema", method: "POST", pattern: /^\/catalogue\/schema$/, handle: postSchema },
  { name: "catalogueCheck", method: "POST", pattern: /^\/catalogue\/(check|import)$/, handle: postCatalogue },
  {
    name: "catalogueLabel",
    method: "GET",
    pattern: new RegExp(`^/catalogue/${ID}/label\\.json$`),
    handle: getCatalogueLabel,
  },
  {
    name: "catalogueOffer",
    method: "GET",
    pattern: new RegExp(`^/catalogue/${ID}/offer${FORM}$`),
    handle: getCatalogueOffer,
  },
  {
    name: "catalogueEntry",
    method: "GET",
    pattern: new RegExp(`^/catalogue/${ID}${FORM}$`),
    handle: getCatalogueEntry,
  },
  { name: "void", method: "GET", pattern: /^\/\.well-known\/void$/, handle: getVoid },
  { name: "orderKeyPut", method: "PUT", pattern: new RegExp(`^/orders/${ID}/key$`), handle: putOrderKey },
  { name: "orderKey", method: "GET", pattern: new RegExp(`^/orders/${ID}/key$`), handle: getOrderKey },
  { name: "orderFile", method: "GET", pattern: new RegExp(`^/orders/${ID}/file$`), handle: getOrderFile },
  { name: "content", method: "GET", pattern: /^\/ipfs\/([A-Za-z0-9]{1,120})$/, handle: getContent },
  ...KEY_ROUTES,
  ...SESSION_ROUTES,
  ...PERMIT_ROUTES,
  ...CONSENT_ROUTES,
  ...PATIENT_ROUTES,
];
