import type { OmopRow } from "./omopTables.ts";
import type { VocabularyNames } from "./sourceValue.ts";
import { VOCABULARY_URIS } from "./vocabularyUris.ts";

/**
 * Ids of the code systems of a data set: OMOP's id where there is one, else S1, S2 and so on in the order they are met. `known` are the rows of an
 * existing vocabulary table. used() gives the systems met, as id and URI.
 */
export function vocabularyNames(
  known: readonly Pick<OmopRow<"vocabulary">, "vocabulary_id" | "vocabulary_reference">[] = [],
): VocabularyNames & { used(): ReadonlyMap<string, string> } {
  const uris = new Map<string, string>();
  const ids = new Map<string, string>();
  const used = new Map<string, string>();
  const add = (id: string, uri: string) => {
    uris.set(id, uri);
    if (!ids.has(uri)) ids.set(uri, id);
  };
  for (const { vocabulary_id, vocabulary_reference } of known)
    if (vocabulary_reference !== undefined && vocabulary_reference !== "")
      add(vocabulary_id, vocabulary_reference);
  for (const [id, uri] of VOCABULARY_URIS) if (!uris.has(id)) add(id, uri);
  let own = 0;
  return {
    idOf(uri) {
      let id = ids.get(uri);
      if (id === undefined) {
        do own += 1;
        while (uris.has(`S${own}`));
        id = `S${own}`;
        add(id, uri);
      }
      used.set(id, uri);
      return id;
    },
    uriOf: (id) => uris.get(id),
    used: () => used,
  };
}
