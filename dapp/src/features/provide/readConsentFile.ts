import { type FhirFault, type FhirImportOptions, readFhirConsents } from "@symbolon/protocol";

/** What a file of FHIR Consents holds, as the vault will read it, with its text. */
export type ReadConsents = {
  readonly fhir: string;
  readonly read: number;
  readonly consents: number;
  readonly optOuts: number;
  /** What will not be taken over, one line each. */
  readonly faults: readonly string[];
  /** What is taken over and read more strictly than it is written. */
  readonly notes: readonly string[];
};

/** Reads a file in the browser with the code of the vault. Throws E1006 for what is neither JSON nor ndjson. */
export async function readConsentFile(
  file: Blob,
  options: Omit<FhirImportOptions, "now">,
): Promise<ReadConsents> {
  const fhir = await file.text();
  const found = readFhirConsents(fhir, { ...options, now: Math.floor(Date.now() / 1000) });
  return {
    fhir,
    read: found.read,
    consents: found.mapped.filter(({ kind }) => kind === "consent").length,
    optOuts: found.mapped.filter(({ kind }) => kind !== "consent").length,
    faults: [...found.bad, ...found.skipped].map(line),
    notes: found.notes.map(line),
  };
}

function line({ where, reason }: FhirFault): string {
  return `${where}: ${reason}`;
}
