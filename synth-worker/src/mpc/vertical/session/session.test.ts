import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { seededEntropy } from "../../../random/testOnly.ts";
import { blindIdentifiers } from "../join/blindIdentifiers.ts";
import { identifierTokens } from "../join/identifierTokens.ts";
import { parseEvaluation } from "../join/parseEvaluation.ts";
import { parseList } from "../join/parseList.ts";
import { writeEvaluation } from "../join/writeEvaluation.ts";
import { writeList } from "../join/writeList.ts";
import { joinRows } from "../rows/joinRows.ts";
import { shareRows } from "../rows/shareRows.ts";
import { writeRowPackage } from "../rows/writeRowPackage.ts";
import { splitTable } from "../test-support/splitTable.ts";
import { answerList } from "./answerList.ts";
import { startVerticalSession } from "./startVerticalSession.ts";
import { takeRows } from "./takeRows.ts";
import type { JoiningSession } from "./verticalSession.ts";

const { job } = splitTable({ levels: [[2], [3]], patients: 0 });
const NODES = [0, 1, 2] as const;
/** Patients 0 to 5 at the first hospital, 3 to 7 at the second. */
const PATIENTS = [
  [5, 0, 1, 2, 3, 4],
  [7, 3, 6, 5, 4],
] as const;
const start = (node: 0 | 1 | 2, mostRows: readonly number[] = [6, 6]) =>
  startVerticalSession({ job, node, mostRows }, seededEntropy(node + 1));
const blind = (patients: readonly number[], seed: number) =>
  blindIdentifiers(
    patients.map((patient) => Uint8Array.of(1, patient)),
    seededEntropy(seed),
  );
const LISTS = PATIENTS.map((patients, holder) => blind(patients, 20 + holder));
const refused = (run: () => unknown, reason: RegExp, code = "E4020") =>
  assert.throws(
    run,
    (error) => error instanceof SymbolonError && error.code === code && reason.test(error.message),
  );
const ask = (session: JoiningSession, holder: number, list = writeList(LISTS[holder]!.elements)) =>
  answerList(session, { datasetId: job.datasetIds[holder]!, list }, seededEntropy(40));

/** Both hospitals' lists answered by all nodes, and the packages that the tokens lead to. */
function joined() {
  const sessions = NODES.map((node) => start(node));
  const publicKeys = sessions.map(({ key }) => key.publicKey);
  const packages = LISTS.map((blinded, holder) => {
    const answers = sessions.map((session, node) => {
      const asked = ask(session, holder);
      sessions[node] = asked.session;
      return parseEvaluation("7", writeEvaluation(asked.answer));
    });
    const tokens = identifierTokens({ orderId: "7", blinded, publicKeys, answers });
    const codes = [PATIENTS[holder]!.map((patient) => patient % (2 + holder))];
    return shareRows({ job, holder, tokens, codes, entropy: seededEntropy(60 + holder) });
  });
  return { sessions, packages };
}
const { sessions, packages } = joined();
const give = (session: JoiningSession, holder: number, pack = packages[holder]![session.node]!) =>
  takeRows(session, { datasetId: job.datasetIds[holder]!, bytes: writeRowPackage(pack) });

test("lists, answers and rows of two hospitals make one table of the common patients, and the key is gone", () => {
  for (const session of sessions) {
    const first = give(session, 0);
    assert.ok(first.session.step === "joining");
    const second = give(first.session, 1);
    assert.equal(second.session.step, "joined");
    assert.ok(!("key" in second.session));
    assert.equal(joinRows([first.held, second.held]).rows, 3);
    assert.deepEqual(
      second.session.holders.map(({ rows }) => rows?.count),
      [6, 5],
    );
  }
});

test("a second list of a hospital is refused with E4020, even by one more, one fewer or one other identifier", () => {
  const { session } = ask(start(0), 0);
  const own = LISTS[0]!.elements;
  const other = blind([9], 99).elements[0]!;
  for (const elements of [
    LISTS[1]!.elements,
    [...own.slice(1), other],
    own.slice(1),
    [],
    [...own].reverse(),
    blind(PATIENTS[0], 77).elements,
  ]) {
    refused(() => ask(session, 0, writeList(elements)), /data set 1 sent a second list/);
  }
  // The other hospital still has its one.
  assert.equal(ask(session, 1).answer.elements.length, 5);
});

test("the same list again gets the same elements again, and counts once", () => {
  const first = ask(start(1), 0);
  const again = ask(first.session, 0);
  assert.deepEqual(again.answer.elements, first.answer.elements);
  assert.deepEqual(again.session, first.session);
});

test("in any sequence of lists a hospital gets answers to one list only", () => {
  const pool = [blind([1], 31), blind([2], 32), blind([1, 2], 33)].map(({ elements }) => writeList(elements));
  const moves = fc.array(fc.record({ holder: fc.constantFrom(0, 1), list: fc.nat(2) }), { maxLength: 8 });
  fc.assert(
    fc.property(moves, (sequence) => {
      let session = start(0);
      const answered = [new Set<number>(), new Set<number>()];
      for (const { holder, list } of sequence) {
        const may = answered[holder]!.size === 0 || answered[holder]!.has(list);
        if (!may) {
          refused(() => ask(session, holder, pool[list]!), /second list/);
          continue;
        }
        session = ask(session, holder, pool[list]!).session;
        answered[holder]!.add(list);
      }
      assert.ok(answered.every(({ size }) => size <= 1));
    }),
    { numRuns: 40, seed: 3 },
  );
});

test("a list longer than the data set has patients is refused and not counted as the one list", () => {
  const session = start(0, [5, 6]);
  refused(() => ask(session, 0), /sent 6 identifiers and has 5 patients at most/);
  const shorter = ask(session, 0, writeList(LISTS[0]!.elements.slice(1)));
  assert.equal(shorter.answer.elements.length, 5);
});

test("a stranger's list, a list that is none, and elements that are none are refused", () => {
  const list = writeList(LISTS[0]!.elements);
  refused(() => answerList(start(0), { datasetId: "3", list }, seededEntropy(1)), /dataset 3/, "E4005");
  refused(() => ask(start(0), 0, list.subarray(0, list.length - 1)), /cut off/);
  refused(() => ask(start(0), 0, Uint8Array.of(...list, 0)), /too long/);
  refused(() => ask(start(0), 0, writeList([new Uint8Array(32)])), /not a group element/);
  const huge = list.slice();
  new DataView(huge.buffer).setUint32(4, 2 ** 32 - 1, true);
  refused(() => ask(start(0), 0, huge), /cut off/);
  refused(() => parseEvaluation("7", list), /not of the kind SVE1/);
  assert.deepEqual(parseList("7", list), LISTS[0]!.elements);
});

test("rows are taken once, after a list, and no more of them than identifiers", () => {
  const [session] = sessions;
  refused(() => give(start(0), 0), /rows before a list/);
  const { session: after } = give(session!, 0);
  assert.ok(after.step === "joining");
  refused(() => give(after, 0), /./, "E4002");
  refused(() => give(after, 1, packages[0]![0]!), /rows of holder 0/);
  refused(() => takeRows(after, { datasetId: "3", bytes: new Uint8Array() }), /dataset 3/, "E4005");
  const short = ask(start(0), 0, writeList(LISTS[0]!.elements.slice(0, 5))).session;
  refused(() => give(short, 0), /6 rows for 5 identifiers/);
  // What does not belong to the commitments is refused here too.
  const [pack] = packages[1]!;
  const spoilt = { ...pack!, tokens: pack!.tokens.toReversed() };
  refused(() => give(after, 1, spoilt), /do not ascend/);
});

test("a session of an impossible job or row limit is refused", () => {
  const entropy = seededEntropy(1);
  for (const mostRows of [[6], [6, 6, 6], [6, -1], [6, 1.5], [6, 2 ** 22 + 1]])
    assert.throws(() => startVerticalSession({ job, node: 0, mostRows }, entropy), RangeError);
  const wrong = { ...job, datasetIds: ["1", "1"] };
  refused(() => startVerticalSession({ job: wrong, node: 0, mostRows: [1, 1] }, entropy), /./, "E1006");
});
