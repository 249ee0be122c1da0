import type { Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { ReadPass } from "../data/gateway/readPass.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { signRequest } from "./signRequest.ts";
import type { TransactionText } from "./transactionText.ts";

/** Ends a little before the signature does, so that no request goes out with one that has just run out. */
const VALID_MILLIS = 285_000;

/** What a party reads before signing. */
export function describeRead(): TransactionText {
  return {
    title: "Show that the cases are yours",
    facts: [{ label: "Valid for", value: "5 minutes" }],
    note: "This signature moves no money and decides nothing.",
  };
}

/** A signature that reads the account's cases for five minutes (purpose "ehds-read", subject "cases"). */
export async function signRead(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
): Promise<ReadPass> {
  const expiresAt = Date.now() + VALID_MILLIS;
  const headers = await signRequest(config, deployment, account, {
    purpose: "ehds-read",
    subject: "cases",
    body: new Uint8Array(),
  });
  return { headers, expiresAt };
}
