import assert from "node:assert/strict";
import { test } from "node:test";
import { keystream } from "../../random/keystream.ts";
import { binomialNoise } from "../circuits/binomialNoise.ts";
import { measureClique } from "../circuits/measureClique.ts";
import { openNumbers } from "../circuits/openNumbers.ts";
import { threeParties } from "../rss/test-support/threeParties.ts";
import { splitRing } from "./test-support/splitRing.ts";
import { toCountPlanes } from "./toCountPlanes.ts";

const counts = Array.from({ length: 77 }, (_, i) => (i * 217_019) % 2 ** 22);
const shares = splitRing(BigUint64Array.from(counts, BigInt), keystream(new Uint8Array(32), "cells"));

test("ring shares of counts become bit shares of the same counts", async () => {
  const { results } = await threeParties(async (party) =>
    openNumbers(party, await toCountPlanes(party, shares[party.index]!, 24), counts.length),
  );
  for (const opened of results) assert.deepEqual([...opened], counts);
});

test("what passes the ring checks unseen, a multiple of 2^24, is gone", async () => {
  const shifted = shares.map(({ own, next }, index) => ({
    own: own.map((word) => (index === 1 ? word + 5n * 2n ** 24n : word)),
    next: next.map((word) => (index === 0 ? word + 5n * 2n ** 24n : word)),
  }));
  const { results } = await threeParties(async (party) =>
    openNumbers(party, await toCountPlanes(party, shifted[party.index]!, 24), counts.length),
  );
  assert.deepEqual([...results[0]], counts);
});

test("noise that nobody knows can be added before the counts of vertically split data are opened", async () => {
  const coins = 64;
  const { results } = await threeParties(async (party) => {
    const planes = await toCountPlanes(party, shares[party.index]!, 24);
    const noise = await binomialNoise(party, { cells: counts.length, coins });
    return await measureClique(party, planes, Int32Array.from(counts.keys()), { noise, coins });
  });
  const errors = [...results[0]].map((count, i) => count - counts[i]!);
  assert.ok(errors.every((error) => Math.abs(error) <= coins / 2));
  assert.ok(errors.some((error) => error !== 0));
});
