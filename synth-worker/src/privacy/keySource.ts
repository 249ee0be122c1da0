/**
 * Exact numbers of patients per key of an open set (free-text diagnoses, site names): everything partition selection
 * needs. Only PrivateKeys holds one. Each patient counts at most once per key, and for at most `maxRecords` keys.
 */
export type KeySource = {
  keys(): Promise<ReadonlyMap<string, number>>;
};
