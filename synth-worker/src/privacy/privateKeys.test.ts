import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import { cryptoEntropy } from "../random/cryptoEntropy.ts";
import { fillRoundedGaussian } from "../random/fillRoundedGaussian.ts";
import { seededEntropy } from "../random/testOnly.ts";
import { Accountant } from "./accountant.ts";
import type { KeySource } from "./keySource.ts";
import { keyThreshold } from "./keyThreshold.ts";
import type { Neighbours } from "./neighbours.ts";
import { PrivateKeys } from "./privateKeys.ts";

const ONE: Neighbours = { unit: "patient", maxRecords: 1, relation: "add-remove" };
const isE3009 = (error: unknown) => error instanceof SymbolonError && error.code === "E3009";

test("common keys come out, rare ones do not, in an order that says nothing of the records", async () => {
  const source: KeySource = {
    keys: async () =>
      new Map([
        ["rare disease", 1],
        ["zoster", 5000],
        ["asthma", 4000],
        ["absent", 0],
      ]),
  };
  const accountant = new Accountant({ rhoMicro: 5000n, delta: 1e-10 });
  const keys = PrivateKeys.open(source, accountant, ONE, cryptoEntropy());
  const released = await keys.release({ rho: { num: 5n, den: 1000n }, delta: 1e-10 });
  // sigma is 10, the threshold about 65; the rare key fails with probability 1e-10.
  assert.deepEqual(
    released.keys.map(({ key }) => key),
    ["asthma", "zoster"],
  );
  assert.ok(released.keys.every(({ count }) => Number.isInteger(count)));
  assert.equal(accountant.spentRhoMicro, 5000n);
  assert.equal(accountant.spentDelta, 1e-10);
  assert.ok(!inspect(keys, { depth: 9, showHidden: true }).includes("keys:"));
  assert.equal(JSON.stringify(keys), '{"guarantee":true}');
});

test("keys are refused before a look when rho or delta is not covered", async () => {
  let looks = 0;
  const source: KeySource = {
    async keys() {
      looks++;
      return new Map();
    },
  };
  const accountant = new Accountant({ rhoMicro: 5000n, delta: 1e-10 });
  const keys = PrivateKeys.open(source, accountant, ONE, seededEntropy(1));
  await assert.rejects(keys.release({ rho: { num: 6n, den: 1000n }, delta: 1e-11 }), isE3009);
  await assert.rejects(keys.release({ rho: { num: 1n, den: 1000n }, delta: 1e-9 }), isE3009);
  await assert.rejects(keys.release({ rho: { num: 1n, den: 1000n }, delta: 0 }), RangeError);
  assert.equal(looks, 0);
  assert.equal(accountant.spentRhoMicro, 0n);
});

test("a key of one patient passes the threshold as rarely as was paid for, and hardly more rarely", () => {
  // A large delta, so that the event can be counted: 300,000 draws of a count of 1.
  const sigma = { num: 31n, den: 10n };
  const neighbours: Neighbours = { unit: "patient", maxRecords: 4, relation: "replace" };
  const delta = 0.08;
  const threshold = keyThreshold(sigma, delta, neighbours);
  const noise = new Float64Array(300_000);
  fillRoundedGaussian(noise, sigma, cryptoEntropy());
  // Per key: 0.08 / (4 x 2) = 0.01.
  const share = (at: number) => noise.filter((draw) => 1 + draw >= at).length / noise.length;
  // Normal limit of a share of 0.01, false-alarm rate 1e-6 (z = 4.753).
  const slack = 4.753 * Math.sqrt((0.01 * 0.99) / noise.length);
  assert.ok(share(threshold) < 0.01 + slack);
  assert.ok(share(threshold - 1) > 0.01 - slack);
});

test("thresholds by hand: sigma 10, delta 1e-10 needs 1.5 + 6.3613 sigma, rounded up", () => {
  assert.equal(keyThreshold({ num: 10n, den: 1n }, 1e-10, ONE), 66);
  assert.ok(keyThreshold({ num: 1n, den: 100n }, 1e-10, ONE) === 2);
  assert.throws(() => keyThreshold({ num: 10n, den: 1n }, 1, ONE), RangeError);
});
