import assert from "node:assert/strict";
import { test } from "node:test";
import { documentKeccak, personIdentity } from "@symbolon/protocol";
import { amendmentChange } from "./amendmentChange.ts";
import { type AmendmentDraft, amendmentDraft } from "./amendmentDraft.ts";
import { amendmentFault } from "./amendmentFault.ts";
import { nextVersion } from "./nextVersion.ts";
import { FIRST } from "./test-support/permitSample.ts";

const SALT = `0x${"07".repeat(32)}` as const;
const PERSON = { name: "Aino Toinen", account: `0x${"C1".repeat(20)}` };
const drafted = (change: Partial<AmendmentDraft> = {}) => ({ ...amendmentDraft(FIRST), ...change });

test("a draft that was not touched changes nothing", () => {
  const next = nextVersion(FIRST, amendmentChange(FIRST, drafted(), []));
  assert.deepEqual({ ...next, version: 1, id: FIRST.id, previous: null }, FIRST);
});

test("Art. 68(13): data, persons and conditions change, and the document is still a permit", () => {
  const draft = drafted({
    datasetIds: ["2"],
    conditions: " No export \n\nLogs for a year",
    added: [{ ...PERSON, name: " Aino Toinen " }],
  });
  assert.equal(amendmentFault(draft), null);
  const next = nextVersion(FIRST, amendmentChange(FIRST, draft, [SALT]));
  assert.deepEqual(next.data.datasetIds, ["2"]);
  assert.deepEqual(next.conditions, ["No export", "Logs for a year"]);
  assert.deepEqual(next.authorisedPersons.at(-1), {
    role: "researcher",
    identity: personIdentity(SALT, PERSON),
  });
  assert.deepEqual(next.duration, FIRST.duration);
  assert.deepEqual(next.fees, FIRST.fees);
  assert.equal(next.previous, documentKeccak(FIRST));
  assert.ok(!JSON.stringify(next).includes("Aino"), "no name stands in it");
});

test("datasets ascend by number and not by text, as a permit's do", () => {
  const draft = drafted({ datasetIds: ["10", "9"] });
  const { data } = amendmentChange(FIRST, draft, []);
  assert.deepEqual(data!.datasetIds, ["9", "10"]);
});

test("what makes no permit is named before it is signed", () => {
  for (const change of [
    { datasetIds: [] },
    { purposes: [] },
    { specification: " " },
    { tools: "" },
    { added: [{ name: "", account: PERSON.account }] },
    { added: [{ ...PERSON, account: "0x12" }] },
  ])
    assert.notEqual(amendmentFault(drafted(change)), null, JSON.stringify(change));
});
