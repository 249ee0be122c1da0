import { AccessApplication, DataRequest, type Hex, parseDocument } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { CaseId, CaseLane } from "../data/gateway/permitTypes.ts";
import { Reader } from "../data/gateway/reader.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { casePath } from "../data/queries/permitCaseQuery.ts";
import { sendSigned } from "./sendSigned.ts";
import type { TransactionText } from "./transactionText.ts";

/** What an applicant reads before signing. */
export function describeSubmission(lane: CaseLane, countries: readonly string[]): TransactionText {
  return {
    title: lane === "permit" ? "Hand in the application" : "Hand in the data request",
    facts: [{ label: "Cases opened", value: String(countries.length) }],
    note: "One signature for all countries. It costs no fee; each access body tells its own before it decides.",
  };
}

/**
 * Hands in an application (Art. 67) or a data request (Art. 69); gives its hash. Throws E1006 for a document that is not one, and what wallet
 * and gateway throw.
 */
export async function submitApplication(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  lane: CaseLane,
  document: unknown,
): Promise<Hex> {
  const answer = await sendSigned(config, deployment, account, {
    method: "POST",
    path: lane === "permit" ? "/ehds/applications" : "/ehds/requests",
    purpose: `ehds-${lane}`,
    subject: "submit",
    value: parsed(lane, document),
  });
  return new Reader(answer, "submission").hex("applicationHash");
}

/** Hands in the completed application of a case that was returned (Art. 68(4)). Throws as submitApplication does, and E3013. */
export async function completeApplication(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  at: CaseId & { readonly sequence: number },
  document: unknown,
): Promise<void> {
  await sendSigned(config, deployment, account, {
    method: "PUT",
    path: `${casePath(at)}/application/${at.sequence}`,
    purpose: "ehds-complete",
    subject: `${at.applicationHash}/${at.country}/${at.sequence}`,
    value: parsed("permit", document),
  });
}

function parsed(lane: CaseLane, document: unknown): unknown {
  return lane === "permit"
    ? parseDocument(AccessApplication, document, "access application")
    : parseDocument(DataRequest, document, "data request");
}
