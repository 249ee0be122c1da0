import assert from "node:assert/strict";
import { test } from "node:test";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import { lowestExpected } from "./lowestExpected.ts";
import { toleranceFactor } from "./toleranceFactor.ts";

test("with values enough it is their quantile", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => 1000 - i);
  assert.equal(lowestExpected(values, 0.004, 1000), 5);
});

test("the tolerance factor is the one of NIST/SEMATECH's example: 43 values, 90 % at 99 % confidence", () => {
  assert.ok(Math.abs(toleranceFactor(0.9, 0.99, 43) - 1.8752) < 5e-4);
  assert.throws(() => toleranceFactor(0.99, 0.99, 2), RangeError);
});

test("of 30 log-normal values the limit holds in nine cases of ten (false alarm of this test: below 1e-4)", () => {
  const normal = normalStream(fastStream(keystream(new Uint8Array(32).fill(9), "values")));
  let held = 0;
  // The .4 % quantile of N(0, 1) is -2.652.
  for (let run = 0; run < 500; run++)
    held += Number(
      lowestExpected(
        Float64Array.from({ length: 30 }, () => Math.exp(normal())),
        0.004,
        30,
      ) <= Math.exp(-2.652),
    );
  assert.ok(held >= 400 && held <= 490, `${held} of 500`);
});

test("fewer groups make the limit lower, and fewer than three are refused", () => {
  const values = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 10));
  assert.ok(lowestExpected(values, 0.004, 6) < lowestExpected(values, 0.004, 60));
  assert.throws(() => lowestExpected(values, 0.004, 2), RangeError);
});
