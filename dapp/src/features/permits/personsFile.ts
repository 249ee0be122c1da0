import { canonicalJson, type Hex, type SignedPermitDocument } from "@symbolon/protocol";

/**
 * `symbolon-permit-persons/1`: names and salts of persons that a permit commits to, by which they prove that they are meant, and the signed permit, so
 * that an access body can finish recording it. Goes to the applicant; in the order of the permit's persons.
 */
export function personsFile(
  persons: readonly { readonly name: string; readonly account: Hex }[],
  salts: readonly Hex[],
  permit: SignedPermitDocument,
): string {
  return canonicalJson({
    format: "symbolon-permit-persons/1",
    persons: persons.map(({ name, account }, i) => ({ name, account, salt: salts[i]! })),
    permit,
  });
}
