import { formatNumber } from "../../../format/formatNumber.ts";
import type { CodedColumn } from "./fhirRecord.ts";

/** What the FHIR of a file holds, or why there is none; `columns` are those that carry a code, of so many `variables`. */
export function FhirNote({
  columns,
  variables,
}: {
  columns: readonly CodedColumn[] | undefined;
  variables: number;
}) {
  if (columns === undefined)
    return <p className="small quiet">Looking whether its variables carry codes for FHIR …</p>;
  if (columns.length === 0)
    return (
      <p className="small quiet">
        There is no FHIR of this file: its variables carry no codes of a clinical vocabulary, so resources
        would be guessed.
      </p>
    );
  return (
    <p className="small quiet">
      FHIR R4 is one resource a line: a Patient for each record, with Observations and Conditions of the
      variables that carry a code: {columns.map(({ label }) => label).join(", ")} (
      {formatNumber(columns.length)} of {formatNumber(variables)}). Every id begins with “synthetic”.
    </p>
  );
}
