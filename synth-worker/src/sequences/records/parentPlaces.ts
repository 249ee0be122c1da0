import type { SequenceSchema } from "./sequenceSchema.ts";

/** For every table the place of its parent among the tables; -1: its rows hang on the patient. */
export function parentPlaces({ tables }: SequenceSchema): number[] {
  return tables.map(({ parent }) =>
    parent === undefined ? -1 : tables.findIndex(({ name }) => name === parent),
  );
}
