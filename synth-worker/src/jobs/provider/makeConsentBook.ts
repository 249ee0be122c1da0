import { randomBytes, randomInt } from "node:crypto";
import {
  ConsentRecord,
  digestOfBytes,
  digestOfDocument,
  documentBytes,
  type Hex,
  toHex,
} from "@symbolon/protocol";
import { computeAddress, SigningKey } from "ethers";
import type { Records } from "../../data/records.ts";
import type { ConsentBook, ConsentEntry } from "../../tabular/hospital/consentBook.ts";
import { consentTree } from "../../tabular/hospital/consentTree.ts";
import type { ProviderConfig } from "../../tabular/hospital/providerConfig.ts";

/**
 * Makes one consent per record (after ISO/IEC TS 27560): 256-bit salt, a key pair and a nullifier of its own, so that two consents cannot
 * be linked and a withdrawal says nothing about others. Leaves are shuffled, so a place in the tree does not tell the record number.
 * `given` is the time of entry as ISO 8601 text.
 */
export function makeConsentBook(records: Records, config: ProviderConfig, given: string): ConsentBook {
  const rows = records.table.rows;
  const notice = {
    version: "1",
    digest: digestOfDocument({ title: config.title, publisher: config.publisher, purposes: config.purposes }),
  };
  const places = shuffled(rows);
  const consents = records.subjects.map((subject, row): ConsentEntry => {
    const record = ConsentRecord.parse({
      format: "symbolon-consent/1",
      subject,
      controller: config.publisher,
      notice,
      purposes: config.purposes,
      dataCategories: [`art-51-1-${config.category}`],
      processing: "synthetic-data-generation",
      given,
      withdrawal: config.contact,
    });
    const salt = randomBytes(32);
    const privateKey = toHex(randomBytes(32));
    return {
      row,
      subject,
      given,
      salt: toHex(salt),
      recordHash: digestOfBytes(Buffer.concat([salt, documentBytes(record)])),
      consentKey: computeAddress(new SigningKey(privateKey)).toLowerCase() as Hex,
      privateKey,
      nullifier: toHex(randomBytes(32)),
      leafIndex: places[row]!,
    };
  });
  return {
    format: "symbolon-consent-book/1",
    fileDigest: records.fileDigest,
    holdoutSecret: toHex(randomBytes(32)),
    root: consentTree(consents).root,
    consents,
  };
}

/** A uniform permutation of 0..n-1 (Fisher and Yates) from the system's cryptographic randomness. */
function shuffled(n: number): number[] {
  const places = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places;
}
