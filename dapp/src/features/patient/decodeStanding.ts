import { CONSENT_STATUSES, type ConsentStatus, isValidConsent } from "@symbolon/protocol";
import { Reader } from "../../data/gateway/reader.ts";

/** What the hospital's hub says of who holds a link. `isKnown` is false for a key that it has no entry for. */
export type Standing = {
  /** A withdrawal that this key signed: none, waiting at the hospital, or passed on to the chain. */
  readonly message: "NONE" | "RECEIVED" | "PASSED_ON";
  readonly isKnown: boolean;
  readonly hasValidConsent: boolean;
  readonly consents: number;
  readonly optOut: "NONE" | "OPTED_OUT" | "REVERSED";
};

/** The answer of a hub to "state". Throws E9001 for another form. */
export function decodeStanding(answer: unknown): Standing {
  const node = new Reader(answer, "state");
  const person = node.objectOrNull("standing");
  const statuses = person?.objects("consents").map((consent) => statusOf(consent.text("status"))) ?? [];
  return {
    message: oneOf(node.text("message"), ["NONE", "RECEIVED", "PASSED_ON"], "NONE"),
    isKnown: person !== null,
    hasValidConsent: statuses.some(isValidConsent),
    consents: statuses.length,
    optOut: oneOf(person?.text("optOut") ?? "NONE", ["NONE", "OPTED_OUT", "REVERSED"], "NONE"),
  };
}

/** A status that this page does not know lets nobody use anything. */
function statusOf(text: string): ConsentStatus {
  return oneOf(text, CONSENT_STATUSES, "ConsentUnknown");
}

function oneOf<T extends string>(text: string, known: readonly T[], otherwise: T): T {
  return known.find((value) => value === text) ?? otherwise;
}
