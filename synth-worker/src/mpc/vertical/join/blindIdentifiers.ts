import { SymbolonError } from "@symbolon/protocol";
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
  const seen = new Set(identifiers.map((id) => String.fromCharCode(...id.subarray(0, 65536))));
  if (seen.size !== identifiers.length) throw refuse("a patient appears twice");
  const blinded = identifiers.map((id) => {
    if (id.length < 1 || id.length > 65535) throw refuse(`an identifier has ${id.length} bytes`);
    return voprfSuite.voprf.blind(id, (length = 32) => entropy.bytes(length));
  });
  return {
    identifiers,
    blinds: blinded.map(({ blind }) => blind),
    elements: blinded.map(({ blinded: element }) => element),
  };
}
