import { bytes32, documentKeccak, type Hex, SignedPermitDocument } from "@symbolon/protocol";
import type { CaseId } from "../../data/gateway/permitTypes.ts";

/** A permit document as it was signed, and the transaction that puts it on chain; null until one was sent. */
export type KeptPermit = { readonly signed: SignedPermitDocument; readonly tx: Hex | null };

/** Permit documents that were signed on this page and are not recorded in their case yet, each under the hash that the chain has of it. */
export type KeptPermits = {
  keep(permit: KeptPermit): void;
  /** Null where this browser has none with this hash, or a damaged one. */
  find(decisionHash: Hex): KeptPermit | null;
  /** Every one that is not damaged. */
  all(): readonly KeptPermit[];
  forget(): void;
};

/**
 * The permits of a case that an access body's account signed in this browser: kept from before the transaction until the act is recorded, so that a page
 * that is loaded again in between can finish. None is ever overwritten by another.
 */
export function keptPermits(
  storage: Storage,
  chainId: number,
  account: Hex,
  { applicationHash, country }: CaseId,
): KeptPermits {
  const place = `symbolon/permit/${chainId}/${account.toLowerCase()}/${applicationHash}/${country}/`;
  const slots = () =>
    Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "").filter((slot) =>
      slot.startsWith(place),
    );
  const read = (slot: string): KeptPermit | null => {
    try {
      const stored = JSON.parse(storage.getItem(slot) ?? "") as { signed: unknown; tx: unknown };
      const signed = SignedPermitDocument.parse(stored.signed);
      const tx = bytes32.nullable().parse(stored.tx);
      return place + documentKeccak(signed.document) === slot ? { signed, tx } : null;
    } catch {
      return null;
    }
  };
  return {
    keep: (permit) => storage.setItem(place + documentKeccak(permit.signed.document), JSON.stringify(permit)),
    find: (decisionHash) => read(place + decisionHash),
    all: () => slots().flatMap((slot) => read(slot) ?? []),
    forget() {
      for (const slot of slots()) storage.removeItem(slot);
    },
  };
}
