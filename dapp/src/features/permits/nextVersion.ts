import { documentKeccak, PermitDocument, parseDocument } from "@symbolon/protocol";

/** Parts of a permit that an extension or an amendment may change (Art. 68(12), (13)). */
export type PermitChange = Partial<
  Pick<PermitDocument, "data" | "purpose" | "authorisedPersons" | "duration" | "environment" | "conditions">
>;

/**
 * The document of the version after `previous`, with some parts changed and everything else as it is. Equal changes give equal documents, so that an
 * extension can be made again from what the chain has. Throws E1006 for a change that makes no permit.
 */
export function nextVersion(previous: PermitDocument, change: PermitChange): PermitDocument {
  const version = previous.version + 1;
  const next = {
    ...previous,
    ...change,
    version,
    id: previous.id.replace(/:v\d+$/, `:v${version}`),
    previous: documentKeccak(previous),
  };
  return parseDocument(PermitDocument, next, "permit");
}
