import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes } from "@noble/hashes/utils.js";
import {
  ConsentRecord,
  digestOfBytes,
  digestOfDocument,
  documentBytes,
  fromHex,
  type Hex,
  toHex,
} from "@symbolon/protocol";
import type { EntropySource } from "../../random/entropySource.ts";
import { uniformBelow } from "../../random/uniformBelow.ts";
import type { ConsentBook, ConsentEntry } from "./consentBook.ts";
import { consentTree } from "./consentTree.ts";
import type { ProviderConfig } from "./providerConfig.ts";

/** What of a configuration is told in the consents. */
export type ConsentTerms = Pick<ProviderConfig, "title" | "publisher" | "purposes" | "category" | "contact">;

/**
 * Makes one consent per record (after ISO/IEC TS 27560): 256-bit salt, a key pair and a nullifier of its own, so that two consents cannot
 * be linked and a withdrawal says nothing about others. Leaves are shuffled, so a place in the tree does not tell the record number.
 * `subjects` are the records' pseudonyms in the file's order, `given` is the time of entry as ISO 8601 text. The same in a hospital's node and in a browser.
 */
export function makeConsentBook(
  file: { readonly subjects: readonly string[]; readonly fileDigest: string },
  terms: ConsentTerms,
  { given, entropy }: { readonly given: string; readonly entropy: EntropySource },
): ConsentBook {
  const { title, publisher, purposes, category, contact } = terms;
  const notice = { version: "1", digest: digestOfDocument({ title, publisher, purposes }) };
  const places = shuffled(file.subjects.length, entropy);
  const consents = file.subjects.map((subject, row): ConsentEntry => {
    const record = ConsentRecord.parse({
      format: "symbolon-consent/1",
      subject,
      controller: publisher,
      notice,
      purposes,
      dataCategories: [`art-51-1-${category}`],
      processing: "synthetic-data-generation",
      given,
      withdrawal: contact,
    });
    const salt = entropy.bytes(32);
    const privateKey = toHex(entropy.bytes(32));
    return {
      row,
      subject,
      given,
      salt: toHex(salt),
      recordHash: digestOfBytes(concatBytes(salt, documentBytes(record))),
      consentKey: addressOf(privateKey),
      privateKey,
      nullifier: toHex(entropy.bytes(32)),
      leafIndex: places[row]!,
    };
  });
  return {
    format: "symbolon-consent-book/1",
    fileDigest: file.fileDigest,
    holdoutSecret: toHex(entropy.bytes(32)),
    root: consentTree(consents).root,
    consents,
  };
}

/** Address of a secp256k1 key: the last 20 bytes of the Keccak-256 of its public key (Ethereum Yellow Paper, appendix F). */
function addressOf(privateKey: Hex): Hex {
  const publicKey = secp256k1.getPublicKey(fromHex(privateKey), false);
  return toHex(keccak_256(publicKey.subarray(1)).subarray(-20));
}

/** A uniform permutation of 0..n-1 (Fisher and Yates). */
function shuffled(n: number, entropy: EntropySource): number[] {
  const places = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Number(uniformBelow(BigInt(i + 1), entropy));
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places;
}
