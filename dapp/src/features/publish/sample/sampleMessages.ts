import type { DatasetSchema, ErrorCode, ErrorDetails } from "@symbolon/protocol";
import type { ConsentBook, ProviderConfig } from "@symbolon/synth-worker/upload";
import type { ColumnDraft } from "./columnDraft.ts";
import type { SampleTable } from "./sampleTable.ts";

/** What a page learns of a sample that was read: counts, proposals and levels, no record. */
export type SampleSummary = Pick<
  SampleTable,
  "format" | "fileName" | "fileDigest" | "delimiter" | "rows" | "notes"
> & {
  readonly columns: readonly ColumnDraft[];
  /** Ages found, in years, outwards to fives; null where no column is called age. */
  readonly ages: { readonly min: number; readonly max: number } | null;
  /** The flat CSV that the node serves; null where it is the picked file. */
  readonly served: Uint8Array<ArrayBuffer> | null;
};

/** How the sample fits a schema: its records, and the columns with a bin or level that few of them have. */
export type SampleFit = {
  readonly rows: number;
  readonly small: readonly { readonly column: string; readonly bin: number; readonly records: number }[];
};

/** What the thread can be asked; the file is read once and kept there. */
export type SampleCalls = {
  readonly read: (file: File) => Promise<SampleSummary>;
  readonly fit: (
    mapping: Pick<ProviderConfig, "source" | "columns" | "delimiter">,
    schema: DatasetSchema,
  ) => SampleFit;
  readonly consents: (
    terms: Pick<ProviderConfig, "title" | "publisher" | "purposes" | "category" | "contact">,
    subject: string | null,
  ) => ConsentBook;
};

/** A call by name, numbered so that its answer is known. */
export type SampleRequest = {
  [N in keyof SampleCalls]: {
    readonly id: number;
    readonly name: N;
    readonly args: Parameters<SampleCalls[N]>;
  };
}[keyof SampleCalls];

/** The answer to a call: its value, or the catalogued error. */
export type SampleAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };
