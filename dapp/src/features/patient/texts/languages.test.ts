import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES } from "./languages.ts";

/** "withdraw.title" -> text, for every text of a language. */
function flat(texts: object, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts))
    if (typeof value === "string") found.set(`${path}${key}`, value);
    else for (const [inner, text] of flat(value as object, `${path}${key}.`)) found.set(inner, text);
  return found;
}

const blanks = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([blank]) => blank).sort();
const { en, ...others } = LANGUAGES;
const english = flat(en.texts);

for (const [language, { texts }] of Object.entries(others))
  test(`${language} says everything that English says, with the same blanks, and is translated`, () => {
    const own = flat(texts);
    assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
    for (const [key, text] of english) {
      assert.deepEqual(blanks(own.get(key)!), blanks(text), key);
      assert.ok(own.get(key)!.trim().length > 0, key);
      assert.notEqual(own.get(key), text, key);
    }
  });
