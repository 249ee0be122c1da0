import { type DatasetSchema, SymbolonError } from "@symbolon/protocol";
import {
  type ConsentBook,
  consentTree,
  type OptOutBook,
  parseConsentBook,
  parseOptOutBook,
  parseProviderConfig,
  readCells,
} from "@symbolon/synth-worker/upload";

/** What a provider picks on its disk. None of it leaves the browser. */
export type PickedFiles = {
  readonly config: File;
  readonly records: File;
  readonly consents: File;
  /** Only where the order's permit is bound to an opt-out list. */
  readonly optOuts: File | null;
};

/** The files, read and checked against each other. */
export type HospitalFiles = {
  readonly table: ReturnType<typeof readCells>["table"];
  readonly book: ConsentBook;
  readonly optOuts: OptOutBook | null;
};

/**
 * Reads the picked files as the hospital's node does: the configuration maps the records to the schema, and the consent book must be the one that was
 * made for exactly these records. Throws E1001 to E1008 for data and configuration, E1006 for files that do not belong together.
 */
export async function readHospitalFiles(picked: PickedFiles, schema: DatasetSchema): Promise<HospitalFiles> {
  const mapping = parseProviderConfig(await readJson(picked.config));
  const book = parseConsentBook(await readJson(picked.consents));
  const optOuts = picked.optOuts === null ? null : parseOptOutBook(await readJson(picked.optOuts));
  const { name, size } = picked.records;
  if (size > mapping.maxFileBytes)
    throw new SymbolonError("E1004", { file: name, bytes: size, limit: mapping.maxFileBytes });
  const bytes = new Uint8Array(await picked.records.arrayBuffer());
  const { table, fileDigest } = readCells({ name, bytes, mapping, schema });
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: picked.consents.name, reason });
  };
  if (book.fileDigest !== fileDigest || book.consents.length !== table.rows)
    refuse(`it was not made for ${name}, or ${name} changed after it was listed`);
  if (consentTree(book.consents).root !== book.root) refuse("its root does not match its consents");
  return { table, book, optOuts };
}

async function readJson(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch (cause) {
    throw new SymbolonError("E1005", { file: file.name, reason: "it is not JSON" }, { cause });
  }
}
