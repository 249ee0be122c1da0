import { anchorBatches } from "../../../consent/anchorBatches.ts";
import { consentVault } from "../../../consent/consentVault.ts";
import { importFhirConsents } from "../../../consent/importFhirConsents.ts";
import { readCanonical } from "../../../permits/readCanonical.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { datasetStorage } from "../dataset/datasetStorage.ts";
import { CONSENT_BODIES } from "./consentBodies.ts";
import { ownerRoute } from "./ownerRoute.ts";
import { provedReceipts } from "./provedReceipts.ts";

const vaultOf = ({ gateway }: RestCall) => consentVault(gateway.database, () => gateway.now());
const batchesOf = ({ gateway }: RestCall) => anchorBatches(gateway.database, () => gateway.now());
const subjectIn = (body: Uint8Array) => readCanonical(CONSENT_BODIES.subject, body, "subject").subject;

/**
 * The consent vault of a holder that runs this hub: import, withdrawal, opt-out and its reversal, receipts, erasure, and the batches its account
 * sends to the chain. Nobody but the dataset's owner gets an answer.
 */
export const CONSENT_ROUTES: readonly RestRoute[] = [
  ownerRoute("counts", "GET", (call, { datasetId }) => vaultOf(call).counts(datasetId)),
  ownerRoute("import", "POST", ({ gateway }, { datasetId, body }) => {
    const { fhir, ...options } = readCanonical(CONSENT_BODIES.fhir, body, "import");
    return importFhirConsents(gateway.database, datasetId, fhir, { ...options, now: gateway.now() });
  }),
  ownerRoute("withdraw", "POST", async (call, { datasetId, body }) => ({
    withdrawn: await vaultOf(call).withdraw(datasetId, subjectIn(body)),
  })),
  ownerRoute("opt-out", "POST", async (call, { datasetId, body }) => {
    await vaultOf(call).optOut(datasetId, subjectIn(body), "opt-out");
    return { state: "OPTED_OUT" };
  }),
  ownerRoute("reversal", "POST", async (call, { datasetId, body }) => {
    await vaultOf(call).optOut(datasetId, subjectIn(body), "reversal");
    return { state: "REVERSED" };
  }),
  ownerRoute("erase", "POST", async (call, { datasetId, body }) => ({
    erased: await vaultOf(call).erase(datasetId, subjectIn(body)),
  })),
  ownerRoute("receipts", "POST", async (call, { datasetId, body }) => {
    const { subject, ...circumstances } = readCanonical(CONSENT_BODIES.receipts, body, "receipt request");
    const receipts = await vaultOf(call).receipts(datasetId, subject, circumstances);
    return { receipts: await provedReceipts(call.gateway, datasetId, receipts) };
  }),
  ownerRoute("opt-out-receipt", "POST", async (call, { datasetId, body }) => {
    const [dataset] = await datasetStorage(call.gateway.database).byIds([datasetId]);
    return vaultOf(call).optOutReceipt(datasetId, subjectIn(body), dataset?.title ?? `Dataset ${datasetId}`);
  }),
  ownerRoute("batch", "POST", async (call, { datasetId }) => ({
    batch: await batchesOf(call).consents(datasetId),
  })),
  ownerRoute("batch-anchored", "POST", async (call, { datasetId, body }) => {
    const { root } = readCanonical(CONSENT_BODIES.anchored, body, "root");
    await batchesOf(call).anchored(datasetId, root);
    return { anchored: root };
  }),
  ownerRoute("withdrawals", "GET", async (call, { datasetId }) => ({
    withdrawals: await batchesOf(call).withdrawals(datasetId),
  })),
  ownerRoute("withdrawals-sent", "POST", async (call, { datasetId, body }) => {
    const { nullifiers } = readCanonical(CONSENT_BODIES.sent, body, "nullifiers");
    await batchesOf(call).withdrawalsSent(datasetId, nullifiers);
    return { sent: nullifiers.length };
  }),
  ownerRoute("opt-out-list", "POST", async (call, { datasetId }) => ({
    list: await batchesOf(call).optOuts(datasetId),
  })),
];
