/** A table of counts: records over `columns` after sending each column's fine levels through its map (`null`: as they are). */
export type CountRequest = {
  readonly columns: readonly number[];
  /** maps[i] has as many entries as columns[i] has fine levels: coarse levels from 0 without gaps. */
  readonly maps: readonly (Uint16Array | null)[];
};
