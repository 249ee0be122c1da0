import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hex } from "@symbolon/protocol";
import type { ActiveWorker } from "../shared/readWorkers.ts";
import { chooseNodes } from "./chooseNodes.ts";

const account = (n: number): Hex => `0x${String(n).padStart(40, "0")}`;
const worker = (n: number, roles: { compute?: boolean; evaluator?: boolean } = {}): ActiveWorker => ({
  account: account(n),
  endpoint: `http://127.0.0.1:${n}`,
  hpkeKey: `0x${"00".repeat(32)}`,
  compute: roles.compute ?? true,
  evaluator: roles.evaluator ?? true,
});

test("every order has exactly one worker of rank 0, and ranks run through all workers", () => {
  const workers = [1, 2, 3, 4, 5].map((n) => worker(n));
  for (let orderId = 1n; orderId <= 10n; orderId++) {
    const ranks = workers.map((each) => chooseNodes(orderId, each.account, workers, [])!.rank);
    assert.deepEqual([...ranks].sort(), [0, 1, 2, 3, 4]);
  }
});

test("the nodes are the lead and the next two, all different", () => {
  const workers = [1, 2, 3, 4].map((n) => worker(n));
  const choice = chooseNodes(3n, account(4), workers, []);
  assert.deepEqual(choice, { rank: 0, nodes: [account(4), account(1), account(2)] });
});

test("buyer and providers of the order are never chosen, and cannot lead", () => {
  const workers = [1, 2, 3, 4].map((n) => worker(n));
  const choice = chooseNodes(0n, account(1), workers, [account(2)]);
  assert.deepEqual(choice?.nodes, [account(1), account(3), account(4)]);
  assert.equal(chooseNodes(0n, account(2), workers, [account(2)]), null);
  assert.equal(chooseNodes(0n, account(1), workers, [account(2), account(3)]), null);
});

test("one of the two other nodes can evaluate", () => {
  const none = { evaluator: false };
  const workers = [worker(1), worker(2, none), worker(3, none), worker(4)];
  assert.deepEqual(chooseNodes(0n, account(1), workers, [])?.nodes, [account(1), account(2), account(4)]);
  const onlyLead = [worker(1), worker(2, none), worker(3, none)];
  assert.equal(chooseNodes(0n, account(1), onlyLead, []), null);
});

test("a worker without the compute role is no node", () => {
  const workers = [worker(1), worker(2, { compute: false }), worker(3), worker(4)];
  assert.equal(chooseNodes(0n, account(2), workers, []), null);
  assert.deepEqual(chooseNodes(0n, account(1), workers, [])?.nodes, [account(1), account(3), account(4)]);
});
