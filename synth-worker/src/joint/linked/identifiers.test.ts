import assert from "node:assert/strict";
import { test } from "node:test";
import { seededEntropy } from "../../random/testOnly.ts";
import { PADDING_POOL, paddingIdentifiers } from "./paddingIdentifiers.ts";
import { patientIdentifier } from "./patientIdentifier.ts";

const REGISTER = "urn:oid:1.2.246.21";
const text = (bytes: Uint8Array | null) => (bytes === null ? null : new TextDecoder().decode(bytes));

test("one patient's identifier is one text however it is spelt; another patient's and another register's differ", () => {
  const [first, ...others] = ["131052-308T", " 131052 308t ", "131052.308T", "１３１０５２－３０８Ｔ"].map(
    (spelling) => text(patientIdentifier(REGISTER, spelling)),
  );
  for (const other of others) assert.equal(other, first);
  for (const different of [
    patientIdentifier(REGISTER, "131052-308U"),
    patientIdentifier(REGISTER, "0131052-308T"),
    patientIdentifier("urn:oid:1.2.752.129.2.1.3.1", "131052-308T"),
  ])
    assert.notEqual(text(different), first);
  for (const nobody of ["", "  ", "-./"]) assert.equal(patientIdentifier(REGISTER, nobody), null);
});

test("made-up identifiers are half of one pool, anew each time, and no patient's", () => {
  const lists = [1, 2].map((seed) => paddingIdentifiers(seededEntropy(seed)).map((bytes) => text(bytes)!));
  for (const list of lists) {
    assert.equal(new Set(list).size, list.length);
    // Five deviations of a binomial of 1,024 coins are 80; the seeds are fixed.
    assert.ok(Math.abs(list.length - PADDING_POOL / 2) < 80);
    assert.ok(list.every((each) => each.startsWith("symbolon/padding/1\n")));
  }
  const common = lists[0]!.filter((each) => lists[1]!.includes(each));
  assert.ok(Math.abs(common.length - PADDING_POOL / 4) < 5 * 14);
  assert.ok(!text(patientIdentifier("x", "1"))!.startsWith("symbolon/padding/"));
});

test("with both hospitals' draws the number of common tokens is (0.75, 1e-9) private, exactly computed", () => {
  const logFactorial = [0];
  for (let n = 1; n <= PADDING_POOL; n++) logFactorial.push(logFactorial[n - 1]! + Math.log(n));
  const logChoose = (n: number, k: number) => logFactorial[n]! - logFactorial[k]! - logFactorial[n - k]!;
  /** Probability of k common ones, of d1 and d2 drawn. */
  const common = (d1: number, d2: number, k: number) =>
    k < Math.max(0, d1 + d2 - PADDING_POOL) || k > Math.min(d1, d2)
      ? 0
      : Math.exp(logChoose(d1, k) + logChoose(PADDING_POOL - d1, d2 - k) - logChoose(PADDING_POOL, d2));
  // 4.5 deviations of 16 about 512: a hospital's draw is outside in 7e-6 of lists.
  for (const [d1, d2] of [
    [512, 512],
    [440, 440],
    [440, 584],
    [584, 584],
  ] as const) {
    for (const shift of [-1, 1]) {
      let delta = 0;
      for (let k = -1; k <= PADDING_POOL + 1; k++)
        delta += Math.max(0, common(d1, d2, k) - Math.exp(0.75) * common(d1, d2, k + shift));
      assert.ok(delta < 1e-9, `${d1} ${d2} ${delta}`);
    }
  }
});
