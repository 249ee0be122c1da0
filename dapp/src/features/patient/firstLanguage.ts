import { LANGUAGES, type Language } from "./texts/languages.ts";

/** The language to begin with: of the given tags (a person's, the most wanted first) the first that the page speaks. */
export function firstLanguage(wanted: readonly string[]): Language {
  const tags = wanted.map((tag) => tag.toLowerCase().split("-")[0]!);
  return tags.find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}
