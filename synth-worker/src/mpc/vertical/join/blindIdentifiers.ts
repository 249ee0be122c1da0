import { SymbolonError, toHex } from "@symbolon/protocol";
import type { EntropySource } from "../../../random/entropySource.ts";
import { voprfSuite } from "./voprfSuite.ts";

/** A hospital's blinded identifiers. `blinds` are SECRET; `elements` go to the nodes and are uniform whatever the identifiers are. */
export type BlindedIdentifiers = {
  readonly identifiers: readonly Uint8Array[];
  /** 32 bytes per identifier. */
  readonly blinds: readonly Uint8Array[];
  /** 32 bytes per identifier. */
  readonly elements: readonly Uint8Array[];
};

/**
 * Blinds patient identifiers (RFC 9497, 3.3.2, Blind). All hospitals must write an identifier in the same way (same register, same normal
 * form); what is spelt differently does not match. Throws E1006 for an identifier that repeats, is empty or longer than 65,535 bytes.
 */
export function blindIdentifiers(
  identifiers: readonly Uint8Array[],
  entropy: EntropySource,
): BlindedIdentifiers {
  const refuse = (reason: string) => new SymbolonError("E1006", { document: "identifiers", reason });
  for (const { length } of identifiers) {
    if (length < 1 || length > 65535) throw refuse(`an identifier has ${length} bytes`);
  }
  const seen = new Set(identifiers.map((id) => toHex(id)));
  if (seen.size !== identifiers.length) throw refuse("a patient appears twice");
  const blinded = identifiers.map((id) => voprfSuite.voprf.blind(id, (length = 32) => entropy.bytes(length)));
  return {
    identifiers,
    blinds: blinded.map(({ blind }) => blind),
    elements: blinded.map(({ blinded: element }) => element),
  };
}
