/** Numbers modulo 2^64 in columns, one column after the other: entry (row r, column c) is words[c * rows + r]. */
export type RingColumns = { readonly rows: number; readonly words: BigUint64Array };
