/**
 * Records as cell numbers: columns[c][row] in [0, sizes[c]). Column order is the schema's. Column-major, so a
 * table of 10 columns and a million rows is ten typed arrays.
 */
export type EncodedTable = {
  readonly sizes: readonly number[];
  readonly rows: number;
  readonly columns: readonly (Uint16Array | Uint32Array | Uint8Array | Int32Array)[];
};
