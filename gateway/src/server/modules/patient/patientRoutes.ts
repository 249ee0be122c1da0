import { SymbolonError, WithdrawalMessage } from "@symbolon/protocol";
import { checkWithdrawal } from "../../../consent/checkWithdrawal.ts";
import { consentVault } from "../../../consent/consentVault.ts";
import { patientKeys } from "../../../consent/patientKeys.ts";
import { personStanding } from "../../../consent/personStanding.ts";
import { withdrawalMessages } from "../../../consent/withdrawalMessages.ts";
import { readBody } from "../../../http/readBody.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { readCanonical } from "../../../permits/readCanonical.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { CONSENT_BODIES } from "../consentVault/consentBodies.ts";
import { ownerRoute } from "../consentVault/ownerRoute.ts";
import { provedReceipts } from "../consentVault/provedReceipts.ts";
import { datasetStorage } from "../dataset/datasetStorage.ts";
import { knownPerson } from "./knownPerson.ts";
import { personRoute } from "./personRoute.ts";

/** A message with the longest proof is a quarter of this. */
const MAX_MESSAGE_BYTES = 16_384;

const vaultOf = ({ gateway }: RestCall) => consentVault(gateway.database, () => gateway.now());
const messagesOf = ({ gateway }: RestCall) => withdrawalMessages(gateway.database, () => gateway.now());

/**
 * What a patient does without an account: with a key from the hospital's link, which never leaves the browser, and one message for each act. And
 * what the dataset's owner does for it: makes links, passes withdrawals on.
 */
export const PATIENT_ROUTES: readonly RestRoute[] = [
  ownerRoute("link", "POST", async ({ gateway }, { datasetId, body }) => {
    const { account, ...holder } = readCanonical(CONSENT_BODIES.link, body, "link");
    const keys = patientKeys(gateway.database);
    if (account === undefined) return { privateKey: await keys.issue(datasetId, holder) };
    await keys.admit(datasetId, holder, account);
    return { privateKey: null };
  }),
  ownerRoute("messages", "GET", async (call, { datasetId }) => ({
    batch: await messagesOf(call).waiting(datasetId),
  })),
  ownerRoute("messages-sent", "POST", async (call, { datasetId, body }) => {
    const { nullifiers } = readCanonical(CONSENT_BODIES.sent, body, "nullifiers");
    await messagesOf(call).passedOn(datasetId, nullifiers);
    return { sent: nullifiers.length };
  }),
  {
    name: "withdrawalMessage",
    method: "POST",
    pattern: /^\/consents\/([1-9][0-9]{0,77})\/message$/,
    async handle(call) {
      const { gateway, request, response, params } = call;
      const datasetId = params[0]!;
      const body = await readBody(request, MAX_MESSAGE_BYTES);
      const message = readCanonical(WithdrawalMessage, body, "withdrawal");
      const [consent] = await datasetStorage(gateway.database).consents([datasetId]);
      if (consent === undefined || message.datasetId !== datasetId)
        throw new SymbolonError("E2007", { datasetId: message.datasetId });
      checkWithdrawal(message, {
        deployment: gateway.deployment,
        roots: consent.roots,
        now: gateway.now(),
      });
      await messagesOf(call).keep(message);
      sendJson(response, 200, { state: "RECEIVED" }, { "Cache-Control": "no-store" });
    },
  },
  personRoute("state", "GET", async (call, { datasetId, account, holder }) => {
    const { gateway } = call;
    const standing =
      holder === null
        ? null
        : await personStanding(gateway.database, { datasetId, subject: holder.subject, now: gateway.now() });
    return { message: await messagesOf(call).stateOf(datasetId, account), standing };
  }),
  personRoute("withdraw", "POST", async (call, person) => ({
    withdrawn: await vaultOf(call).withdraw(person.datasetId, knownPerson(person).subject),
  })),
  personRoute("opt-out", "POST", async (call, person) => {
    await vaultOf(call).optOut(person.datasetId, knownPerson(person).subject, "opt-out");
    return { state: "OPTED_OUT" };
  }),
  personRoute("reversal", "POST", async (call, person) => {
    await vaultOf(call).optOut(person.datasetId, knownPerson(person).subject, "reversal");
    return { state: "REVERSED" };
  }),
  personRoute("receipts", "POST", async (call, person) => {
    const { subject, jurisdiction } = knownPerson(person);
    const { datasetId, body } = person;
    const { language } = readCanonical(CONSENT_BODIES.language, body, "language");
    const { gateway } = call;
    const [dataset] = await datasetStorage(gateway.database).byIds([datasetId]);
    const holder = dataset?.title ?? `Dataset ${datasetId}`;
    const { consents, optOut } = await personStanding(gateway.database, {
      ...{ datasetId, subject, now: gateway.now() },
    });
    const circumstances = {
      ...{ language, jurisdiction, recipients: [] },
      collectionMethod: "taken over from the hospital's consent records",
      storageLocation: "the hospital's own hub",
      retention: "until erasure",
    };
    const receipts =
      consents.length === 0 ? [] : await vaultOf(call).receipts(datasetId, subject, circumstances);
    return {
      consents: await provedReceipts(gateway, datasetId, receipts),
      optOut: optOut === "NONE" ? null : await vaultOf(call).optOutReceipt(datasetId, subject, holder),
    };
  }),
];
