import { SymbolonError } from "@symbolon/protocol";
import { requestUrl } from "../../../http/requestUrl.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { actorsOf } from "../../../permits/actorsOf.ts";
import { agreeToAnswer } from "../../../permits/agreeToAnswer.ts";
import { caseDeadlines } from "../../../permits/caseDeadlines.ts";
import { caseStorage } from "../../../permits/caseStorage.ts";
import { completeCase } from "../../../permits/completeCase.ts";
import { listOwnCases } from "../../../permits/listOwnCases.ts";
import { readCase } from "../../../permits/readCase.ts";
import { recordAct } from "../../../permits/recordAct.ts";
import { registerEntry } from "../../../permits/registerEntry.ts";
import { signedPermitOf } from "../../../permits/signedPermitOf.ts";
import { submitCase } from "../../../permits/submitCase.ts";
import { openAccess } from "../../../permits/supervision/openAccess.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { wholeNumber } from "../../rest/wholeNumber.ts";
import { readSigned } from "./readSigned.ts";

/** Subject of a signature that reads every case its signer has a part in. */
const OWN_CASES = "cases";
const CASE = "/ehds/cases/(0x[0-9a-f]{64})/([A-Z]{2})";
const route = (tail: string) => new RegExp(`^${CASE}${tail}$`);

function caseOf({ params }: RestCall): { applicationHash: string; country: string; sequence: number } {
  const [applicationHash, country, sequence] = params;
  return { applicationHash: applicationHash!, country: country!, sequence: Number(sequence ?? 0) };
}

async function submit(call: RestCall, lane: "permit" | "request"): Promise<void> {
  const signed = await readSigned(call, `ehds-${lane}`, "submit");
  const submission = await submitCase(call.gateway, lane, signed);
  sendJson(call.response, submission.isNew ? 201 : 200, submission);
}

/**
 * Applications, data requests and what happens to them. Acts are signed for their number: purpose "ehds-act", subject HASH/COUNTRY/NUMBER, body
 * the act in canonical form.
 */
export const CASE_ROUTES: readonly RestRoute[] = [
  {
    name: "ehdsApply",
    method: "POST",
    pattern: /^\/ehds\/applications$/,
    handle: (call) => submit(call, "permit"),
  },
  {
    name: "ehdsRequest",
    method: "POST",
    pattern: /^\/ehds\/requests$/,
    handle: (call) => submit(call, "request"),
  },
  {
    name: "ehdsAct",
    method: "PUT",
    pattern: route("/acts/(0|[1-9][0-9]{0,5})"),
    async handle(call) {
      const at = caseOf(call);
      const signed = await readSigned(call, "ehds-act", `${at.applicationHash}/${at.country}/${at.sequence}`);
      sendJson(call.response, 201, { next: await recordAct(call.gateway, at, signed) });
    },
  },
  {
    name: "ehdsComplete",
    method: "PUT",
    pattern: route("/application/([1-9][0-9]{0,5})"),
    async handle(call) {
      const at = caseOf(call);
      const subject = `${at.applicationHash}/${at.country}/${at.sequence}`;
      const signed = await readSigned(call, "ehds-complete", subject);
      sendJson(call.response, 201, { next: await completeCase(call.gateway, at, signed) });
    },
  },
  {
    name: "ehdsAgree",
    method: "PUT",
    pattern: route("/request/([1-9][0-9]{0,5})"),
    async handle(call) {
      const at = caseOf(call);
      const subject = `${at.applicationHash}/${at.country}/${at.sequence}`;
      const signed = await readSigned(call, "ehds-agree", subject);
      sendJson(call.response, 201, { requestHash: await agreeToAnswer(call.gateway, at, signed) });
    },
  },
  {
    name: "ehdsOwnCases",
    method: "GET",
    pattern: /^\/ehds\/cases$/,
    async handle(call) {
      const { signer } = await readSigned(call, "ehds-read", OWN_CASES);
      const query = requestUrl(call.request).searchParams;
      const first = pageSize(wholeNumber(query.get("first"), 100));
      const cases = await listOwnCases(call.gateway, signer, first, wholeNumber(query.get("offset"), 0));
      sendJson(call.response, 200, { cases }, { "Cache-Control": "no-store" });
    },
  },
  {
    name: "ehdsCase",
    method: "GET",
    pattern: route(""),
    async handle(call) {
      const { gateway, response } = call;
      const at = caseOf(call);
      const { record, body } = await readCase(gateway, at.applicationHash, at.country);
      const entry = registerEntry(record, body, gateway.now());
      if (call.request.headers["x-symbolon-signer"] === undefined) {
        sendJson(response, 200, entry, { "Cache-Control": "no-cache" });
        return;
      }
      // Who may list their cases may open each of them: one signature for both.
      const isForAll = call.request.headers["x-symbolon-subject"] === OWN_CASES;
      const subject = isForAll ? OWN_CASES : `${at.applicationHash}/${at.country}`;
      const { signer } = await readSigned(call, "ehds-read", subject);
      const actors = await actorsOf(gateway, record.row, body, signer);
      if (actors.length === 0)
        throw new SymbolonError("E9002", { reason: `${signer} has no part in this case` });
      const hash = record.lane === "permit" ? record.state.applicationHash : record.state.requestHash;
      const sealed = actors.includes("access-body")
        ? await caseStorage(gateway.database).sealed(hash, at.country)
        : null;
      const whole = {
        ...entry,
        actors,
        deadlines: caseDeadlines(record, body),
        acts: record.acts.map(({ body: text, ...act }) => ({ ...act, act: JSON.parse(text) as unknown })),
        sealed,
      };
      sendJson(response, 200, whole, { "Cache-Control": "no-store" });
    },
  },
  {
    name: "ehdsPermit",
    method: "GET",
    pattern: route("/permit\\.jsonld"),
    async handle(call) {
      const { applicationHash, country } = caseOf(call);
      const { record, body } = await readCase(call.gateway, applicationHash, country);
      const permit = signedPermitOf(record);
      if (permit === null) throw new SymbolonError("E3014", { what: "permit of this case" });
      const { chainId, contracts } = call.gateway.deployment;
      const proof = {
        type: "Eip712Signature",
        verificationMethod: `eip155:${chainId}:${body.account}`,
        verifyingContract: contracts.permitRegistry,
        proofValue: permit.signature,
      };
      const headers = { "Content-Type": "application/ld+json", "Cache-Control": "no-cache" };
      sendJson(call.response, 200, { ...permit.document, proof }, headers);
    },
  },
  {
    name: "ehdsAccess",
    method: "POST",
    pattern: route("/access"),
    async handle(call) {
      const { applicationHash, country } = caseOf(call);
      const signed = await readSigned(call, "ehds-access", `${applicationHash}/${country}`);
      const access = await openAccess(call.gateway, { applicationHash, country }, signed);
      sendJson(call.response, 200, access, { "Cache-Control": "no-store" });
    },
  },
];
