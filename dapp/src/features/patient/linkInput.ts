import { type ConsentLink, readConsentLink, SymbolonError } from "@symbolon/protocol";

/** A link that a patient opened or pasted: for which dataset, and its secret part. */
export type OpenedLink = { readonly datasetId: string; readonly link: ConsentLink };

/**
 * Reads a whole link, or the code behind its "#" for the dataset of this page (`here`, null on the page without one). Throws E1006 for
 * what is no link, and for one without a dataset.
 */
export function linkInput(text: string, here: string | null): OpenedLink {
  const [address = "", code] = text.trim().split("#");
  if (code === undefined) return opened(here, readConsentLink(address));
  const inPath = /\/patient\/([1-9][0-9]{0,77})$/.exec(address)?.[1] ?? null;
  return opened(inPath ?? here, readConsentLink(code));
}

function opened(datasetId: string | null, link: ConsentLink): OpenedLink {
  if (datasetId === null)
    throw new SymbolonError("E1006", {
      document: "consent link",
      reason: "it does not say which data it is for",
    });
  return { datasetId, link };
}
