import assert from "node:assert/strict";
import { test } from "node:test";
import { releaseText } from "./releaseText.ts";

const membership = { low: 0.4883, high: 0.5321 };

test("a private file says its epsilon, its attack's interval and its verdict", () => {
  assert.equal(
    releaseText({ kind: "private", epsilon: 1, membership, passed: true }),
    "ε 1 · membership attack 48.8 to 53.2 % · passed",
  );
});

test("a high-fidelity file says that it has no epsilon, whatever else is known", () => {
  assert.equal(
    releaseText({ kind: "high-fidelity", epsilon: null, membership: null, passed: null }),
    "ε none",
  );
  assert.equal(
    releaseText({
      kind: "high-fidelity",
      epsilon: null,
      membership: { low: null, high: 0.6 },
      passed: false,
    }),
    "ε none · membership attack at most 60.0 % · not passed",
  );
});

test("what is not known is left out", () => {
  assert.equal(releaseText({ kind: "private", epsilon: null, membership: null, passed: null }), "");
});
