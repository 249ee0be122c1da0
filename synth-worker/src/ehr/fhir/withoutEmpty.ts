/** The same object without its undefined parts: FHIR has no empty elements. */
export function withoutEmpty<T extends Record<string, unknown>>(parts: T): T {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
}
