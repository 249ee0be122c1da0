import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createWordIndex } from "./wordIndex.ts";

const RUNS = { numRuns: process.env.TEST_PROFILE === "full" ? 2000 : 200 };
const word = fc.string({ unit: fc.constantFrom("a", "b", "é", "1"), minLength: 1, maxLength: 3 });
const words = fc.array(word, { maxLength: 6 });

test("ranks are those of looking through every entry, whenever it came", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ all: words, title: words, keywords: words }), { maxLength: 6 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      (entries, asked) => {
        const index = createWordIndex();
        for (const [n, entry] of entries.entries()) {
          assert.equal(index.add(entry), n);
          const expected = entries.slice(0, n + 1).map(({ all, title, keywords }) => {
            const has = (list: readonly string[], prefix: string) =>
              list.some((own) => own.startsWith(prefix));
            const each = asked.map((prefix) =>
              has([...all, ...title, ...keywords], prefix)
                ? 1 + (has(title, prefix) ? 10 : 0) + (has(keywords, prefix) ? 4 : 0)
                : 0,
            );
            return each.includes(0) ? 0 : each.reduce((sum, rank) => sum + rank, 0);
          });
          assert.deepEqual([...index.ranks(asked)], expected);
        }
      },
    ),
    RUNS,
  );
});
