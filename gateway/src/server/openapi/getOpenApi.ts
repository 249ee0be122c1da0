import { sendJson } from "../../http/sendJson.ts";
import type { RestCall, RestRoute } from "../rest/restRoute.ts";
import { openApiDocument } from "./openApiDocument.ts";

/** Version of the routes: a change that breaks a client raises it. */
const API_VERSION = "1.0.0";
let document: object | null = null;

/** GET /openapi.json: the description of `routes`, the same for the life of the process. */
export async function getOpenApi({ response }: RestCall, routes: readonly RestRoute[]): Promise<void> {
  document ??= openApiDocument(routes, API_VERSION);
  sendJson(response, 200, document, { "Cache-Control": "public, max-age=3600" });
}
