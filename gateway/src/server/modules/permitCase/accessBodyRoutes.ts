import { sendJson } from "../../../http/sendJson.ts";
import { caseStorage } from "../../../permits/caseStorage.ts";
import { registerAccessBody } from "../../../permits/registerAccessBody.ts";
import type { RestRoute } from "../../rest/restRoute.ts";
import { readSigned } from "./readSigned.ts";

/** Access bodies: who decides for which country, where to reach them, what they charge (Art. 58(1)(e), 62(3)). */
export const ACCESS_BODY_ROUTES: readonly RestRoute[] = [
  {
    name: "accessBodies",
    method: "GET",
    pattern: /^\/ehds\/access-bodies$/,
    async handle({ gateway, response }) {
      sendJson(response, 200, { accessBodies: await caseStorage(gateway.database).accessBodies() });
    },
  },
  {
    name: "accessBodyPut",
    method: "PUT",
    pattern: /^\/ehds\/access-bodies\/([A-Z]{2})$/,
    async handle(call) {
      const country = call.params[0]!;
      const signed = await readSigned(call, "access-body", country);
      sendJson(call.response, 200, await registerAccessBody(call.gateway, country, signed));
    },
  },
];
