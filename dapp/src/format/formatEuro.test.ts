import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatEuro, parseEuro } from "./formatEuro.ts";

test("amounts are read and written in whole cents", () => {
  assert.equal(formatEuro(150_000n), "€1,500.00");
  assert.equal(formatEuro(9_007_199_254_740_993n), "€90,071,992,547,409.93");
  assert.equal(parseEuro("1,500.5"), 150_050n);
  for (const text of ["", "-1", "1.234", "a", "1.", "1e3"]) assert.equal(parseEuro(text), null, text);
});

test("what is shown reads back as the same amount", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 13n), (cents) => parseEuro(formatEuro(cents).slice(1)) === cents),
  );
});
