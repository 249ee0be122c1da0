import { SymbolonError } from "@symbolon/protocol";
import { type ConsentBook, consentTree, parseConsentBook } from "@symbolon/synth-worker/upload";
import type { SampleOrigin } from "./draft/publishDraft.ts";

/**
 * A consent book from a file of the hospital, which must have been made for exactly this sample. Throws E1005 for what is no JSON, E1006 for no book or one of
 * other records.
 */
export async function bookOf(file: File, sample: SampleOrigin): Promise<ConsentBook> {
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch (cause) {
    throw new SymbolonError("E1005", { file: file.name, reason: "it is not JSON" }, { cause });
  }
  const book = parseConsentBook(value);
  const refuse = (reason: string) => new SymbolonError("E1006", { document: file.name, reason });
  if (book.fileDigest !== sample.fileDigest || book.consents.length !== sample.rows)
    throw refuse(`it was not made for ${sample.fileName}`);
  if (consentTree(book.consents).root !== book.root) throw refuse("its root does not match its consents");
  return book;
}
