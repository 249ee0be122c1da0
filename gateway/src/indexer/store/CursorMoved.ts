import type { Cursor } from "./blockTables.ts";

/** Another process that shares the database has moved the index; nothing was written. */
export class CursorMoved extends Error {
  /** Where the index stands now. */
  readonly cursor: Cursor;

  constructor(cursor: Cursor) {
    super(`another process moved the index to block ${cursor.number}`);
    this.name = "CursorMoved";
    this.cursor = cursor;
  }
}
