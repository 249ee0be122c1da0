/** A file within an opened archive: where its bytes lie in the whole, and of a table how many rows it has below its header. */
export type ArchiveEntry = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly rows: number | null;
};

/** An archive's files unpacked, one behind the other in one Blob, which the browser may keep outside of memory. */
export type OpenedArchive = { readonly whole: Blob; readonly entries: readonly ArchiveEntry[] };
