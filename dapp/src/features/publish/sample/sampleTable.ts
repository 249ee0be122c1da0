import type { ColumnConcept } from "@symbolon/protocol";

/** What a sample file is written in. */
export type SampleFormat = "csv" | "parquet" | "fhir";

/** One column of a sample: its name in the file, its cells as trimmed text, null where empty, and what it is about where the file says that by a code. */
export type SampleColumn = {
  readonly name: string;
  readonly cells: readonly (string | null)[];
  readonly concept?: ColumnConcept;
};

/** A sample as a table of texts, one row for a record. It stays in the thread that read it. */
export type SampleTable = {
  readonly format: SampleFormat;
  /** Name and sha256 (hexadecimal, without prefix) of the file that the hospital's node will serve. */
  readonly fileName: string;
  readonly fileDigest: string;
  readonly delimiter: string;
  readonly rows: number;
  readonly columns: readonly SampleColumn[];
  /** What of the file was not taken over, one line each. */
  readonly notes: readonly string[];
  /** The flat CSV made of a FHIR file, which the node serves instead of it; null where the file itself is served. */
  readonly served: Uint8Array<ArrayBuffer> | null;
};
