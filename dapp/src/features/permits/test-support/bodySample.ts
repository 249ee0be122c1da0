import { AccessBody } from "@symbolon/protocol";
import { ACCOUNT, HASH } from "./permitSample.ts";

/** An access body of Finland that trusts one holder. */
export const BODY = AccessBody.parse({
  format: "symbolon-access-body/1",
  chainId: 31_337,
  country: "FI",
  name: "demo HDAB",
  account: ACCOUNT,
  contact: "mailto:hdab@example.org",
  timeZone: "Europe/Helsinki",
  holidays: [],
  sealingKey: HASH,
  tariff: { unitCents: { assessment: "50000" }, reductionBps: {} },
  trustedHolders: [`0x${"d1".repeat(20)}`],
  nationalRules: [],
});
