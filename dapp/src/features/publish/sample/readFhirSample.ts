import { digestOfBytes, SymbolonError } from "@symbolon/protocol";
import { fhirToOmop, keyedPrivacy } from "@symbolon/synth-worker/ehr";
import { fhirEntries } from "./fhirEntries.ts";
import { flattenOmop } from "./flattenOmop.ts";
import { sampleCsv } from "./sampleCsv.ts";
import type { SampleTable } from "./sampleTable.ts";

/**
 * FHIR R4 (Bundle, resource or ndjson) as one row for a patient, through the import of docs/EHR.md: what identifies people is not on its allow-list. The flat CSV
 * is what the node serves. Resources that were refused are listed. Throws E1005 for what is no FHIR, E1007 when no patient is left.
 */
export function readFhirSample(fileName: string, bytes: Uint8Array): SampleTable {
  const entries = fhirEntries(fileName, new TextDecoder().decode(bytes));
  if (entries === null)
    throw new SymbolonError("E1005", { file: fileName, reason: "it is neither JSON nor ndjson" });
  // The key is used once and forgotten: ages and counts are taken, pseudonyms and dates are not.
  const privacy = keyedPrivacy(crypto.getRandomValues(new Uint8Array(32)), "kept");
  const { tables, report } = fhirToOmop(entries, { privacy });
  const { rows, columns } = flattenOmop(tables);
  if (rows === 0) {
    const [first] = report.refused.list;
    const detail = first === undefined ? "" : `: ${first.resourceType} ${first.entry}: ${first.reason}`;
    if (Object.keys(report.read).length === 0)
      throw new SymbolonError("E1005", {
        file: fileName,
        reason: `it holds no FHIR resource that is known${detail}`,
      });
    throw new SymbolonError("E1007", { file: fileName });
  }
  const served = sampleCsv(columns);
  return {
    format: "fhir",
    fileName: `${fileName.replace(/\.[A-Za-z]+$/, "")}.flat.csv`,
    fileDigest: digestOfBytes(served).slice(2),
    delimiter: ",",
    rows,
    columns,
    notes: [
      ...report.refused.list.map(({ resourceType, entry, reason }) => `${resourceType} ${entry}: ${reason}`),
      ...Object.entries(report.unmappedTypes).map(
        ([type, count]) => `${count} ${type}: this type is not taken over`,
      ),
    ],
    served,
  };
}
