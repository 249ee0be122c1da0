import { type AccessBody, SymbolonError } from "@symbolon/protocol";
import { caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";

/** The access body of a country. Throws E3014 where none has registered. */
export async function requireAccessBody(context: PermitContext, country: string): Promise<AccessBody> {
  const body = await caseStorage(context.database).accessBody(country);
  if (body === null) throw new SymbolonError("E3014", { what: `access body of ${country}` });
  return body;
}
