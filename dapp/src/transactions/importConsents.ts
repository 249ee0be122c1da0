import { canonicalJson, type FhirFault, type Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import { restRequest } from "../data/gateway/restRequest.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { signRequest } from "./signRequest.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the vault made of a file: how many of each it keeps now, and what was not taken over. */
export type ConsentImport = {
  readonly read: number;
  readonly consents: number;
  readonly optOuts: number;
  readonly bad: readonly FhirFault[];
  readonly skipped: readonly FhirFault[];
  readonly notes: readonly FhirFault[];
};

/** What goes to the vault: the file's text, and what FHIR does not say. */
export type ConsentImportInput = {
  readonly datasetId: string;
  readonly fhir: string;
  readonly controller: string;
  readonly withdrawal: string;
  /** Letter of Art. 51(1). */
  readonly category: string;
};

/** What the provider reads before signing. */
export function describeImport(datasetId: string, consents: number, optOuts: number): TransactionText {
  return {
    title: `Send consents of dataset ${datasetId} to your hub's vault`,
    facts: [
      { label: "Consents", value: String(consents) },
      { label: "Opt-outs", value: String(optOuts) },
    ],
    note: "One signature, no transaction, no fee. The file with its pseudonyms goes to the hub that serves this page, which must be your own.",
  };
}

/** Signs (SignedRequest, purpose "consent") and sends, as `symbolon consent import` does. Throws what wallet and gateway throw. */
export async function importConsents(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  { datasetId, ...value }: ConsentImportInput,
): Promise<ConsentImport> {
  const body = canonicalJson(value);
  const signed = { purpose: "consent", subject: `${datasetId}/import`, body: new TextEncoder().encode(body) };
  const headers = await signRequest(config, deployment, account, signed);
  return (await restRequest(`/consents/${datasetId}/import`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body,
  })) as ConsentImport;
}
