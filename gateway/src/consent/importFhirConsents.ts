import { type FhirImport, type FhirImportOptions, readFhirConsents, SymbolonError } from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";
import { type ConsentVault, consentVault } from "./consentVault.ts";

/** What an import did: how many consents and opt-outs are kept now, and what of the file was not taken over and why. */
export type ImportReport = Pick<FhirImport, "read" | "skipped" | "bad" | "notes"> & {
  readonly consents: number;
  readonly optOuts: number;
};

/**
 * Reads FHIR R4 Consents into the vault. What is bad is listed and changes nothing about the others. An opt-out of somebody who opted out
 * already is counted and kept once. Throws E1006 for what is no FHIR text.
 */
export async function importFhirConsents(
  database: Database,
  datasetId: string,
  text: string,
  options: FhirImportOptions,
): Promise<ImportReport> {
  const { mapped, read, skipped, bad, notes } = readFhirConsents(text, options);
  const vault = consentVault(database, () => options.now);
  let [consents, optOuts] = [0, 0];
  for (const each of mapped) {
    if (each.kind === "consent") {
      await vault.give(datasetId, each);
      consents++;
    } else {
      await keepOptOut(vault, datasetId, each.subject, each.at);
      optOuts++;
    }
  }
  return { read, consents, optOuts, skipped, bad, notes };
}

async function keepOptOut(
  vault: ConsentVault,
  datasetId: string,
  subject: string,
  at: number,
): Promise<void> {
  try {
    await vault.optOut(datasetId, subject, "opt-out", at);
  } catch (error) {
    // Opted out already, which is what the file says too.
    if (!(error instanceof SymbolonError && error.code === "E3010")) throw error;
  }
}
