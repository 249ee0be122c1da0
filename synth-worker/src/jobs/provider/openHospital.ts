import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DatasetSchema, fromHex, parseDocument, SymbolonError } from "@symbolon/protocol";
import { checkSurvival } from "../../data/checkSurvival.ts";
import { filesBelow } from "../../data/imaging/filesBelow.ts";
import { loadRecords } from "../../data/loadRecords.ts";
import type { Records } from "../../data/records.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import type { ConsentBook } from "../../tabular/hospital/consentBook.ts";
import { consentTree } from "../../tabular/hospital/consentTree.ts";
import { holdoutSplit } from "../../tabular/hospital/holdoutSplit.ts";
import { makeConsentBook } from "../../tabular/hospital/makeConsentBook.ts";
import { type ProviderConfig, parseProviderConfig } from "../../tabular/hospital/providerConfig.ts";
import { stateFile } from "../shared/stateFile.ts";

/** Everything a hospital's node holds inside its walls. */
export type Hospital = {
  readonly config: ProviderConfig;
  readonly schema: DatasetSchema;
  readonly records: Records;
  readonly book: ConsentBook;
  /** holdout[row] = 1: the record judges results and never enters a count. */
  readonly holdout: Uint8Array;
  /** Where the patients' tables over time and their pictures lie; null where the schema names none. */
  readonly folders: { readonly related: string | null; readonly images: string | null };
};

/**
 * Loads and checks the hospital's file and its consent book, making the book on the first run. Throws E1001 to E1008 for data and
 * configuration, E1006 when the file is not the one the consents were made for, or the folders are not those that the schema names, E4010 for a
 * damaged book.
 */
export async function openHospital(configPath: string, stateFolder: string): Promise<Hospital> {
  const folder = dirname(resolve(configPath));
  const config = parseProviderConfig(await readJson(configPath));
  const schema = parseDocument(
    DatasetSchema,
    await readJson(resolve(folder, config.schema)),
    "dataset schema",
  );
  checkSurvival(config.survival, schema);
  const folders = await openFolders(config, schema, folder);
  const records = await loadRecords({
    file: resolve(folder, config.file),
    mapping: config,
    schema,
    limits: { maxFileBytes: config.maxFileBytes },
  });
  try {
    const file = stateFile<ConsentBook>(join(stateFolder, "consents.json"));
    let book = await file.read();
    if (book === null) {
      book = makeConsentBook(records, config, { given: new Date().toISOString(), entropy: cryptoEntropy() });
      await file.write(book);
    }
    if (book.fileDigest !== records.fileDigest) {
      const reason =
        "the file changed after its consents were anchored; list it as a new dataset with a new STATE_DIR";
      throw new SymbolonError("E1006", { document: config.file, reason });
    }
    if (consentTree(book.consents).root !== book.root) {
      throw new SymbolonError("E4010", {
        orderId: "consents.json",
        reason: "the consent root does not match",
      });
    }
    const holdout = holdoutSplit(records.table.rows, fromHex(book.holdoutSecret));
    return { config, schema, records, book, holdout, folders };
  } catch (error) {
    records.close();
    throw error;
  }
}

/** The folders of what the schema names beside records: there is one for each, and it can be read. */
async function openFolders(
  config: ProviderConfig,
  schema: DatasetSchema,
  folder: string,
): Promise<Hospital["folders"]> {
  const opened = { related: null as string | null, images: null as string | null };
  for (const key of ["related", "images"] as const) {
    const own = config[key];
    if ((own === undefined) !== (schema[key] === undefined)) {
      const reason = `${key}: it is in the ${own === undefined ? "schema" : "configuration"} only`;
      throw new SymbolonError("E1006", { document: "provider configuration", reason });
    }
    if (own === undefined) continue;
    const path = resolve(folder, own.folder);
    if ((await filesBelow(path)).length === 0) throw new SymbolonError("E1007", { file: own.folder });
    opened[key] = path;
  }
  return opened;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new SymbolonError("E1005", { file: path, reason: "it is missing or not JSON" }, { cause });
  }
}
