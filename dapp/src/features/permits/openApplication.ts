import {
  AccessApplication,
  type AccessBody,
  applicationSealContext,
  DataRequest,
  documentKeccak,
  fromHex,
  type Hex,
  hpkeOpen,
  openName,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";

/** An application or data request as it was handed in, and with the names of persons opened. */
export type OpenedApplication = {
  readonly document: AccessApplication | DataRequest;
  readonly legalName: string;
  /** In the order of the document's persons; empty for a data request. */
  readonly names: readonly string[];
};

/**
 * Opens what was sealed to an access body, in this browser: the application has to hash to the case's own hash, so the hub cannot have changed it.
 * Throws E5003 for another key, E5002 for another document, E1006 for what is none.
 */
export async function openApplication(
  sealed: Hex,
  hash: Hex,
  lane: "permit" | "request",
  body: AccessBody,
  privateKey: Hex,
): Promise<OpenedApplication> {
  const { chainId, country } = body;
  const bytes = await hpkeOpen(privateKey, fromHex(sealed), applicationSealContext(chainId, hash, country));
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const document =
    lane === "permit"
      ? parseDocument(AccessApplication, value, "access application")
      : parseDocument(DataRequest, value, "data request");
  if (documentKeccak(document) !== hash) throw new SymbolonError("E5002", { cid: hash });
  const { account } = document;
  const open = (name: string) => openName(name, country, privateKey, { chainId, account });
  const persons = "persons" in document ? document.persons : [];
  return {
    document,
    legalName: await open(document.applicant.legalName),
    names: await Promise.all(persons.map(({ name }) => open(name))),
  };
}
