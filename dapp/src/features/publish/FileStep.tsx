import { formatNumber } from "../../format/formatNumber.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { SampleOrigin } from "./draft/publishDraft.ts";
import { SampleNotes } from "./SampleNotes.tsx";

const FORMATS = { csv: "CSV", parquet: "Parquet", fhir: "FHIR, one row for a patient" } as const;

/** Step 1: the file, which is read in this browser and goes nowhere. */
export function FileStep({
  origin,
  isLoaded,
  isBusy,
  error,
  notes,
  onFile,
}: {
  /** What the draft was made from; it may be of an earlier visit. */
  origin: SampleOrigin | null;
  /** The file is in this page's memory. */
  isLoaded: boolean;
  isBusy: boolean;
  error: Error | null;
  notes: readonly string[];
  onFile: (file: File) => void;
}) {
  return (
    <Card
      title="Your file"
      lead="CSV, Parquet, or FHIR (Bundle or ndjson). It is read in this browser, in a thread of its own; nothing of it is uploaded."
    >
      <div className="stack">
        <Field
          label="File with one row for a patient, or FHIR resources"
          hint="Up to 256 MB. Pick the whole file that your node will serve: consents are made for its records."
        >
          {(field) => (
            <input
              {...field}
              className="input"
              type="file"
              accept=".csv,.tsv,.txt,.parquet,.json,.ndjson,.jsonl,text/csv,application/json"
              disabled={isBusy}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file !== undefined) onFile(file);
              }}
            />
          )}
        </Field>
        {isBusy ? (
          <p className="row soft" role="status">
            <span className="spinner" aria-hidden="true" /> Reading and counting…
          </p>
        ) : null}
        {error === null ? null : <ErrorNotice error={error} />}
        {origin === null || isBusy ? null : isLoaded ? (
          <Notice tone="good" title={`${formatNumber(origin.rows)} records read`}>
            {FORMATS[origin.format]}. Columns, ranges and levels are proposed on the next page.
            {origin.format === "fhir"
              ? ` Your node will serve the flat table ${origin.fileName}, which you save at the end.`
              : ""}
          </Notice>
        ) : (
          <Notice title={`This draft was made from ${origin.fileName}`}>
            Its {formatNumber(origin.rows)} records are not kept. Pick the same file again to check it and to
            make its consents; your edits stay.
          </Notice>
        )}
        <SampleNotes notes={isBusy ? [] : notes} />
      </div>
    </Card>
  );
}
