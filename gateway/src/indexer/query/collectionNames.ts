/**
 * Names of an entity type's two root fields, as Graph Node makes them: `dataset` and `datasets`; where the plural is the same word it gets the
 * ending `_collection` (`stats`, `stats_collection`).
 */
export function collectionNames(type: string): { readonly singular: string; readonly plural: string } {
  const singular = type.charAt(0).toLowerCase() + type.slice(1);
  const plural = pluralOf(singular);
  return { singular, plural: plural === singular ? `${singular}_collection` : plural };
}

/** English plural, as far as entity names need it; a word that ends in a single s is one already. */
function pluralOf(word: string): string {
  if (/(ss|x|ch|sh)$/.test(word)) return `${word}es`;
  if (/s$/.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}
