import { SymbolonError } from "@symbolon/protocol";
import type { KeyHolder } from "../../../consent/patientKeys.ts";
import type { PersonCall } from "./personRoute.ts";

/** The person behind a key. Throws E9002 for a key that leads to nobody in this hub. */
export function knownPerson({ holder, datasetId }: PersonCall): KeyHolder {
  if (holder === null)
    throw new SymbolonError("E9002", { reason: `this link is not known to the hub of dataset ${datasetId}` });
  return holder;
}
