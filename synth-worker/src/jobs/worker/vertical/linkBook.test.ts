import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type HpkeKeyPair, makeHpkeKeyPair, SymbolonError } from "@symbolon/protocol";
import { blindIdentifiers } from "../../../mpc/vertical/join/blindIdentifiers.ts";
import { writeList } from "../../../mpc/vertical/join/writeList.ts";
import { splitTable } from "../../../mpc/vertical/test-support/splitTable.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import { MOST_LISTS } from "../../shared/mostLists.ts";
import { type LinkBook, openLinkBook } from "./linkBook.ts";

const { job } = splitTable({ levels: [[2], [3]], patients: 0 });
const [FIRST, SECOND] = job.datasetIds as [string, string];
const listOf = (patients: readonly number[], seed: number) =>
  writeList(
    blindIdentifiers(
      patients.map((patient) => Uint8Array.of(patient)),
      seededEntropy(seed),
    ).elements,
  );

let folder: string;
let hpke: HpkeKeyPair;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-link-"));
  hpke = await makeHpkeKeyPair();
});
after(() => rm(folder, { recursive: true, force: true }));

const open = (order: string, claim: string) =>
  openLinkBook({
    folder: join(folder, order, claim),
    job: { ...job, claim: `0x${"5a".repeat(32)}` },
    node: 0,
    account: `0x${"11".repeat(20)}`,
    mostRows: 5,
    hpke,
  });
const refused = (run: Promise<unknown>, code: string, reason = /./) =>
  assert.rejects(
    run,
    (error) => error instanceof SymbolonError && error.code === code && reason.test(error.message),
  );

async function answered(book: LinkBook, datasetId: string) {
  for (;;) {
    const [answer] = book.answersTo([datasetId]);
    if (answer !== undefined) return answer;
    await delay(5);
  }
}

test("a hospital's first list is answered, the same one again too, another never: not at once, not after a restart", async () => {
  const book = await open("1", "a");
  const [own, other] = [listOf([1, 2, 3], 4), listOf([1, 2, 9], 4)];
  const both = await Promise.allSettled([book.takeList(FIRST, own), book.takeList(FIRST, other)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  const taken = both[0]!.status === "fulfilled" ? own : other;
  const second = both[0]!.status === "fulfilled" ? other : own;
  const first = await answered(book, FIRST);
  await book.takeList(FIRST, taken);
  await refused(book.takeList(FIRST, second), "E4020", /second list/);
  await refused(book.takeList(SECOND, listOf([1, 2, 3, 4, 5, 6], 5)), "E4020", /6 identifiers/);
  await refused(book.takeList("77", own), "E4005");
  const again = await open("1", "a");
  await refused(again.takeList(FIRST, second), "E4020", /second list/);
  const restored = await answered(again, FIRST);
  assert.equal(restored.publicKey, first.publicKey);
  // Count, then the elements of 32 bytes; the proofs after them are drawn anew.
  const elements = 2 + 2 * (8 + 32 * 3);
  assert.equal(restored.evaluation.slice(0, elements), first.evaluation.slice(0, elements));
  assert.deepEqual(again.answersTo([SECOND]), []);
});

test("the key is on disk only sealed, and gone with the lists once all rows are in; rows come after a list", async () => {
  const book = await open("2", "a");
  assert.throws(
    () => book.checkRows(FIRST, new Uint8Array(), []),
    (error) => error instanceof SymbolonError && error.code === "E4020",
  );
  await book.takeList(FIRST, listOf([1], 6));
  const path = join(folder, "2", "a", "link.json");
  const { key } = JSON.parse(await readFile(path, "utf8")) as { key: { sealed: string } };
  // 32 bytes of an encapsulated key, the secret of 32, a tag of 16.
  assert.equal(key.sealed.length, 2 + 2 * 80);
  await book.end();
  assert.deepEqual(JSON.parse(await readFile(path, "utf8")), { key: null, lists: {} });
  assert.deepEqual(book.answersTo([FIRST]), []);
  for (const each of [book, await open("2", "a")])
    assert.throws(
      () => each.checkRows(FIRST, new Uint8Array(), []),
      (error) => error instanceof SymbolonError && error.code === "E4002",
    );
});

test("other claims have other keys, and an order has lists in so many claims only", async () => {
  const keys = new Set<string>();
  for (let claim = 0; claim < MOST_LISTS; claim++) {
    const book = await open("3", `claim${claim}`);
    await book.takeList(FIRST, listOf([1], 7));
    keys.add((await answered(book, FIRST)).publicKey);
  }
  assert.equal(keys.size, MOST_LISTS);
  const last = await open("3", "last");
  await refused(last.takeList(FIRST, listOf([1], 7)), "E4006", /3 lists/);
  // Those that had lists go on.
  await (await open("3", "claim0")).takeList(SECOND, listOf([2], 8));
});

test("a list with something that is no group element fails where its answer is asked for", async () => {
  const book = await open("4", "a");
  await book.takeList(FIRST, writeList([new Uint8Array(32)]));
  await refused(answered(book, FIRST), "E4020", /not a group element/);
});
