import { parseDocument, SymbolonError } from "@symbolon/protocol";
import { readBody } from "../../../http/readBody.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { Complaint, ComplaintStep, complaints } from "../../../permits/complaints.ts";
import { HDAB_ROLE } from "../../../permits/permitContext.ts";
import { readCanonical } from "../../../permits/readCanonical.ts";
import { readJson } from "../../../permits/readJson.ts";
import { requireAccessBody } from "../../../permits/requireAccessBody.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { readSigned } from "./readSigned.ts";

const MAX_COMPLAINT_BYTES = 65_536;

async function requireOf(call: RestCall, country: string, signer: `0x${string}`): Promise<void> {
  const body = await requireAccessBody(call.gateway, country);
  if (body.account !== signer || !(await call.gateway.chain.hasRole(HDAB_ROLE, signer)))
    throw new SymbolonError("E9002", { reason: `${signer} is not the access body of ${country}` });
}

/** Complaints (Art. 81): lodged and followed by anybody without an account, listed and answered by the access body. */
export const COMPLAINT_ROUTES: readonly RestRoute[] = [
  {
    name: "complaintLodge",
    method: "POST",
    pattern: /^\/ehds\/complaints$/,
    async handle({ gateway, request, response }) {
      const body = await readBody(request, MAX_COMPLAINT_BYTES);
      const complaint = parseDocument(Complaint, readJson(body), "complaint");
      sendJson(response, 201, await complaints(gateway).lodge(complaint), { "Cache-Control": "no-store" });
    },
  },
  {
    name: "complaintFollow",
    method: "GET",
    pattern: /^\/ehds\/complaints\/([0-9a-f]{32})$/,
    async handle({ gateway, request, response, params }) {
      // In a header, because addresses end up in logs.
      const receipt = String(request.headers["x-symbolon-receipt"] ?? "");
      sendJson(response, 200, await complaints(gateway).follow(params[0]!, receipt), {
        "Cache-Control": "no-store",
      });
    },
  },
  {
    name: "complaintList",
    method: "GET",
    pattern: /^\/ehds\/complaints\/of\/([A-Z]{2})$/,
    async handle(call) {
      const country = call.params[0]!;
      const { signer } = await readSigned(call, "ehds-complaints", country);
      await requireOf(call, country, signer);
      sendJson(
        call.response,
        200,
        { complaints: await complaints(call.gateway).list(country) },
        { "Cache-Control": "no-store" },
      );
    },
  },
  {
    name: "complaintStep",
    method: "POST",
    pattern: /^\/ehds\/complaints\/of\/([A-Z]{2})\/([0-9a-f]{32})$/,
    async handle(call) {
      const [country, complaintId] = call.params as [string, string];
      const { signer, body } = await readSigned(call, "ehds-complaints", `${country}/${complaintId}`);
      await requireOf(call, country, signer);
      await complaints(call.gateway).step(country, complaintId, readCanonical(ComplaintStep, body, "step"));
      sendJson(call.response, 201, { complaintId });
    },
  },
];
