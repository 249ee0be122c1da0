import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { CohortCondition } from "@symbolon/protocol";
import type { Progress } from "../shared/progress.ts";
import type { VerifiedOrder } from "../shared/verifyOrder.ts";
import { writeHospital } from "../test-support/hospitalFiles.ts";
import { alarmBookFile } from "./alarmBook.ts";
import { type Hospital, openHospital } from "./openHospital.ts";
import type { OrderContext } from "./orderContext.ts";
import { raiseAlarms } from "./raiseAlarms.ts";

let folder: string;
let hospital: Hospital;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-alarms-"));
  hospital = await openHospital(await writeHospital(folder, "Hospital", 300), folder);
});
after(async () => {
  hospital.records.close();
  await rm(folder, { recursive: true });
});

/** Looks at one order of `account`; gives what the watcher was told. */
async function look(
  orderId: bigint,
  account: string,
  cohort: readonly CohortCondition[],
): Promise<Progress[]> {
  const told: Progress[] = [];
  const context = {
    hospital,
    datasetId: 1n,
    stateFolder: folder,
    log: { warn: () => undefined },
    reporter: { ready: () => undefined, progress: (event: Progress) => told.push(event) },
    order: { orderId, terms: { buyer: account, permitId: 3n } },
  } as unknown as OrderContext;
  await raiseAlarms(context, { spec: { cohort } } as unknown as VerifiedOrder);
  return told;
}

// Ages of the test hospital are 20 + (37 i mod 70): 300 patients have each age four or five times.
const BUYER = `0x${"b1".repeat(20)}`;
const below = (age: number): CohortCondition[] => [{ column: "age", below: age }];

test("Art. 61(3): narrow and nearly repeated cohorts of one account raise an alarm once, and stay in the book", async () => {
  assert.deepEqual(await look(1n, BUYER, below(60)), []);
  const near = await look(2n, BUYER, below(61));
  assert.deepEqual(near, [
    { step: "alarm", orderId: "2", datasetId: "1", detail: "near-identical to order 1" },
  ]);
  // Looked at again after a restart: no second alarm.
  assert.deepEqual(await look(2n, BUYER, below(61)), []);
  // Another account's order is compared with its own orders alone.
  assert.deepEqual(await look(3n, `0x${"b2".repeat(20)}`, below(61)), []);
  const narrow = await look(4n, BUYER, below(21));
  assert.deepEqual(
    narrow.map(({ detail }) => detail),
    ["narrow-cohort"],
  );
  assert.deepEqual(await look(5n, `0x${"b3".repeat(20)}`, below(0)), []);
  assert.deepEqual(await look(6n, BUYER, []), []);
  const book = await alarmBookFile(folder).read();
  assert.deepEqual(
    book!.orders.map(({ orderId, signs }) => [orderId, signs.map(({ kind }) => kind)]),
    [
      ["1", []],
      ["2", ["near-identical"]],
      ["3", []],
      ["4", ["narrow-cohort"]],
      ["5", []],
    ],
  );
});
