import { AccessBody, SymbolonError } from "@symbolon/protocol";
import { caseStorage } from "./caseStorage.ts";
import { HDAB_ROLE, type PermitContext } from "./permitContext.ts";
import { readCanonical } from "./readCanonical.ts";
import type { SignedBody } from "./signedBody.ts";

/**
 * Takes an access body's own description for its country. Its account needs the HDAB role on chain now; another account takes a country over
 * only once the former has lost the role. Throws E1006, E9002, E6001.
 */
export async function registerAccessBody(
  context: PermitContext,
  country: string,
  signed: SignedBody,
): Promise<AccessBody> {
  const body = readCanonical(AccessBody, signed.body, "access body");
  const { deployment, chain } = context;
  if (body.country !== country || body.chainId !== deployment.chainId || body.account !== signed.signer)
    throw new SymbolonError("E1006", {
      document: "access body",
      reason: `it is not by ${signed.signer} for ${country} on chain ${deployment.chainId}`,
    });
  if (!(await chain.hasRole(HDAB_ROLE, signed.signer)))
    throw new SymbolonError("E9002", { reason: `${signed.signer} has no HDAB role` });
  const storage = caseStorage(context.database);
  const present = await storage.accessBody(country);
  if (
    present !== null &&
    present.account !== body.account &&
    (await chain.hasRole(HDAB_ROLE, present.account))
  )
    throw new SymbolonError("E9002", { reason: `${country} has the access body ${present.account}` });
  await storage.putAccessBody(body, new TextDecoder().decode(signed.body), context.now());
  return body;
}
