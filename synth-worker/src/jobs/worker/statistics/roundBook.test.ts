import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { acceptCommitment } from "../../../mpc/acceptCommitment.ts";
import { acceptOpening } from "../../../mpc/acceptOpening.ts";
import { acceptShare } from "../../../mpc/acceptShare.ts";
import { commitMessage } from "../../../mpc/commitPartial.ts";
import type { AwaitingShares, Committed, Opened } from "../../../mpc/nodeSession.ts";
import { openMessage, openPartial } from "../../../mpc/openPartial.ts";
import { commitSum } from "../../../mpc/statistics/commitSum.ts";
import { shareNumbers } from "../../../mpc/statistics/shareNumbers.ts";
import { testJob } from "../../../mpc/statistics/test-support/runStatistic.ts";
import { specOf } from "../../../mpc/statistics/test-support/specOf.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { openRoundBook, type RoundBook } from "./roundBook.ts";

const spec = specOf({ statistic: "table", by: [{ column: "g", levels: ["a", "b"] }] }, 3);
const job = testJob(spec);
const entropy = cryptoEntropy();

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), "symbolon-rounds-"));
});
after(() => rm(root, { recursive: true, force: true }));

const open = (name: string, index: 0 | 1 | 2) =>
  openRoundBook({ folder: join(root, name), spec, job, index });
const NODES = [0, 1, 2] as const;

/** Takes three books through the round that is due, every hospital with the same numbers. */
async function runRound(books: readonly RoundBook[], numbers: readonly number[]): Promise<void> {
  const { rounds } = books[0]!.stand();
  const [round, { sum }] = [rounds.length - 1, rounds.at(-1)!] as const;
  for (const datasetId of spec.datasetIds) {
    const own = BigInt64Array.from(numbers, BigInt);
    const { plaintexts, commitments } = shareNumbers({ job: sum, datasetId, numbers: own, entropy });
    for (const node of NODES)
      await books[node]!.update(round, (state) =>
        acceptShare(state as AwaitingShares, {
          orderId: sum.orderId,
          datasetId,
          commitments,
          plaintext: plaintexts[node]!,
        }),
      );
  }
  const step = async (next: (state: never) => Committed | Opened) => {
    for (const book of books) await book.update(round, (state) => next(state as never));
    return books.map((book) => book.session(round));
  };
  const committed = await step((state) => commitSum(state, entropy));
  const commits = committed.map((state) => commitMessage(state as Committed));
  await step((state) => commits.reduce(acceptCommitment, state));
  const opened = await step((state: Committed) => openPartial(state));
  const opens = opened.map((state) => openMessage(state as Opened));
  await step((state) => opens.reduce(acceptOpening, state));
}

test("rounds go on once all three openings are there, and a restarted node stands where it was", async () => {
  const books = await Promise.all(NODES.map((node) => open(`whole-${node}`, node)));
  assert.equal(books[0]!.stand().rounds.length, 1);
  assert.throws(() => books[0]!.session(1), { code: "E4008" });
  await runRound(books, [40, 1]);
  assert.deepEqual(
    books[0]!.sums().map((sums) => [...sums]),
    [[120n, 3n]],
  );
  const again = await open("whole-1", 1);
  assert.deepEqual(again.stand(), books[1]!.stand());
  assert.deepEqual(again.session(0), books[1]!.session(0));
  await runRound([books[0]!, again, books[2]!], [25, 15]);
  const { step } = again.stand();
  assert.ok(step.step === "released" && step.result.statistic === "table");
  assert.deepEqual(step.result.counts, [75, 45]);
  assert.deepEqual((await open("whole-2", 2)).stand().step, step);
});

test("too few records end the rounds without a result", async () => {
  const books = await Promise.all(NODES.map((node) => open(`few-${node}`, node)));
  await runRound(books, [5, 0]);
  const { step } = books[0]!.stand();
  assert.ok(step.step === "withheld");
  assert.doesNotMatch(step.reason, /\d/);
});

test("damaged rounds, and rounds of another order, are refused: E4010", async () => {
  const books = await Promise.all(NODES.map((node) => open(`bad-${node}`, node)));
  await runRound(books, [40, 1]);
  const path = join(root, "bad-0", "rounds.json");
  const kept = await readFile(path, "utf8");
  await writeFile(path, kept.replace('"step":"opened"', '"step":"closed"'));
  await assert.rejects(open("bad-0", 0), { code: "E4010" });
  await writeFile(path, kept);
  const other = { ...job, orderId: "8" };
  await assert.rejects(openRoundBook({ folder: join(root, "bad-0"), spec, job: other, index: 0 }), {
    code: "E4010",
  });
});
