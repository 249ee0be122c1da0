import assert from "node:assert/strict";
import { test } from "node:test";
import { documentKeccak } from "@symbolon/protocol";
import { nextVersion } from "./nextVersion.ts";
import { FIRST, HASH } from "./test-support/permitSample.ts";

const LONGER = { duration: { validFrom: 1_900_000_000, validUntil: 1_980_000_000 } };

test("Art. 68(12), (13): a version follows the one before by number and hash, and keeps what is not changed", () => {
  const second = nextVersion(FIRST, LONGER);
  assert.equal(second.version, 2);
  assert.equal(second.id, `urn:symbolon:permit:31337:${HASH}:FI:v2`);
  assert.equal(second.previous, documentKeccak(FIRST));
  assert.deepEqual(second.data, FIRST.data);
  const third = nextVersion(second, { conditions: ["No export"] });
  assert.deepEqual([third.version, third.previous], [3, documentKeccak(second)]);
  assert.equal(third.duration.validUntil, LONGER.duration.validUntil);
});

test("an extension can be made again from its end alone", () => {
  assert.equal(documentKeccak(nextVersion(FIRST, LONGER)), documentKeccak(nextVersion(FIRST, LONGER)));
  const other = { duration: { ...LONGER.duration, validUntil: LONGER.duration.validUntil + 1 } };
  assert.notEqual(documentKeccak(nextVersion(FIRST, LONGER)), documentKeccak(nextVersion(FIRST, other)));
});

test("a change that makes no permit is refused", () => {
  assert.throws(() => nextVersion(FIRST, { data: { ...FIRST.data, datasetIds: [] } }), { code: "E1006" });
  assert.throws(() => nextVersion(FIRST, { authorisedPersons: [] }), { code: "E1006" });
});
