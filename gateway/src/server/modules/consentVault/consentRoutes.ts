import { HEALTH_CATEGORIES, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import { anchorBatches } from "../../../consent/anchorBatches.ts";
import { consentVault } from "../../../consent/consentVault.ts";
import { importFhirConsents } from "../../../consent/importFhirConsents.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { readCanonical } from "../../../permits/readCanonical.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { datasetStorage } from "../dataset/datasetStorage.ts";
import { readSigned } from "../permitCase/readSigned.ts";

/** One patient, by the hospital's pseudonym. There is no field for a reason (Art. 71(1)). */
const Subject = z.strictObject({ subject: z.string().min(1).max(200) });
const Fhir = z.strictObject({
  fhir: z.string(),
  controller: z.string().min(1),
  withdrawal: z.string().min(1),
  category: z.enum(HEALTH_CATEGORIES.map(({ point }) => point)),
});
const text = z.string().min(1);
const ReceiptRequest = z.strictObject({
  subject: text,
  language: z.string().regex(/^[a-z]{2}$/),
  jurisdiction: z.string().regex(/^[A-Z]{2}$/),
  collectionMethod: text,
  storageLocation: text,
  retention: text,
  recipients: z.array(text),
});
const Anchored = z.strictObject({ root: z.string().regex(/^0x[0-9a-f]{64}$/) });
const Sent = z.strictObject({ nullifiers: z.array(z.string().regex(/^0x[0-9a-f]{64}$/)).min(1) });

type Act = (
  call: RestCall,
  options: { readonly datasetId: string; readonly body: Uint8Array },
) => Promise<unknown>;

/** A route of the dataset's owner: signed, purpose "consent", subject DATASET/ACT. */
function ownerRoute(act: string, method: "GET" | "POST", run: Act): RestRoute {
  return {
    name: `consent${act[0]!.toUpperCase()}${act.slice(1)}`,
    method,
    pattern: new RegExp(`^/consents/([1-9][0-9]{0,77})/${act}$`),
    async handle(call) {
      const datasetId = call.params[0]!;
      const { signer, body } = await readSigned(call, "consent", `${datasetId}/${act}`);
      const [dataset] = await datasetStorage(call.gateway.database).byIds([datasetId]);
      if (dataset === undefined) throw new SymbolonError("E2007", { datasetId });
      if (dataset.owner !== signer)
        throw new SymbolonError("E9002", { reason: `${signer} does not own dataset ${datasetId}` });
      sendJson(call.response, 200, await run(call, { datasetId, body }), { "Cache-Control": "no-store" });
    },
  };
}

const vaultOf = ({ gateway }: RestCall) => consentVault(gateway.database, () => gateway.now());
const batchesOf = ({ gateway }: RestCall) => anchorBatches(gateway.database, () => gateway.now());
const subjectIn = (body: Uint8Array) => readCanonical(Subject, body, "subject").subject;

/**
 * The consent vault of a holder that runs this hub: import, withdrawal, opt-out and its reversal, receipts, erasure, and the batches its account
 * sends to the chain. Nobody but the dataset's owner gets an answer.
 */
export const CONSENT_ROUTES: readonly RestRoute[] = [
  ownerRoute("counts", "GET", (call, { datasetId }) => vaultOf(call).counts(datasetId)),
  ownerRoute("import", "POST", ({ gateway }, { datasetId, body }) => {
    const { fhir, ...options } = readCanonical(Fhir, body, "import");
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
    const { subject, ...circumstances } = readCanonical(ReceiptRequest, body, "receipt request");
    return { receipts: await vaultOf(call).receipts(datasetId, subject, circumstances) };
  }),
  ownerRoute("opt-out-receipt", "POST", async (call, { datasetId, body }) => {
    const [dataset] = await datasetStorage(call.gateway.database).byIds([datasetId]);
    return vaultOf(call).optOutReceipt(datasetId, subjectIn(body), dataset?.title ?? `Dataset ${datasetId}`);
  }),
  ownerRoute("batch", "POST", async (call, { datasetId }) => ({
    batch: await batchesOf(call).consents(datasetId),
  })),
  ownerRoute("batch-anchored", "POST", async (call, { datasetId, body }) => {
    const { root } = readCanonical(Anchored, body, "root");
    await batchesOf(call).anchored(datasetId, root);
    return { anchored: root };
  }),
  ownerRoute("withdrawals", "GET", async (call, { datasetId }) => ({
    withdrawals: await batchesOf(call).withdrawals(datasetId),
  })),
  ownerRoute("withdrawals-sent", "POST", async (call, { datasetId, body }) => {
    const { nullifiers } = readCanonical(Sent, body, "nullifiers");
    await batchesOf(call).withdrawalsSent(datasetId, nullifiers);
    return { sent: nullifiers.length };
  }),
  ownerRoute("opt-out-list", "POST", async (call, { datasetId }) => ({
    list: await batchesOf(call).optOuts(datasetId),
  })),
];
