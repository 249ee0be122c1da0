import { lowerBound } from "./lowerBound.ts";

/** Words of an entry, folded (searchWords): all of them, and those of its title and of its keywords. */
export type EntryWords = {
  readonly all: readonly string[];
  readonly title: readonly string[];
  readonly keywords: readonly string[];
};

/** Entries by the words in them. */
export type WordIndex = {
  /** Adds an entry and gives its number, from 0 upwards. */
  add(words: EntryWords): number;
  /**
   * Rank of every entry by number that has, for each given word, a word that begins with it; 0 for all others. An entry gets for each given
   * word 10 when it is in the title, 4 when it is a keyword, and 1. There is at least one word.
   */
  ranks(words: readonly string[]): Uint8Array;
};

const TITLE = 4;
const KEYWORD = 2;
const ANYWHERE = 1;
/** What a word is worth by the places it was found in. */
const RANKS = Uint8Array.from(
  { length: 8 },
  (_, places) => (places & TITLE ? 10 : 0) + (places & KEYWORD ? 4 : 0) + (places & ANYWHERE),
);

/** A WordIndex in memory. An entry is never taken out: its number is simply asked for no more. */
export function createWordIndex(): WordIndex {
  /** Of each word, the entries that have it: number * 8 + places. */
  const postings = new Map<string, number[]>();
  let sorted: string[] | null = null;
  let entries = 0;

  const places = (words: readonly string[], word: string): Uint8Array => {
    const found = new Uint8Array(entries);
    const from = lowerBound(words.length, (place) => words[place]! < word);
    for (let place = from; words[place]?.startsWith(word); place++)
      for (const posting of postings.get(words[place]!)!) found[posting >>> 3]! |= posting & 7;
    return found;
  };

  return {
    add({ all, title, keywords }) {
      const of = new Map<string, number>();
      for (const [words, place] of [
        [all, ANYWHERE],
        [title, TITLE | ANYWHERE],
        [keywords, KEYWORD | ANYWHERE],
      ] as const)
        for (const word of words) of.set(word, (of.get(word) ?? 0) | place);
      for (const [word, at] of of) {
        const known = postings.get(word);
        if (known !== undefined) known.push(entries * 8 + at);
        else {
          postings.set(word, [entries * 8 + at]);
          sorted = null;
        }
      }
      return entries++;
    },
    ranks(words) {
      sorted ??= [...postings.keys()].sort();
      const ranks = new Uint8Array(entries);
      for (const [i, word] of words.entries()) {
        const found = places(sorted, word);
        for (let entry = 0; entry < entries; entry++) {
          const isOut = found[entry] === 0 || (i > 0 && ranks[entry] === 0);
          ranks[entry] = isOut ? 0 : ranks[entry]! + RANKS[found[entry]!]!;
        }
      }
      return ranks;
    },
  };
}
