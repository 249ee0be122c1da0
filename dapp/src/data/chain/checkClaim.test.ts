import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_JOB, type Hex, type JobRecord, type OrderTerms } from "@symbolon/protocol";
import { checkClaim } from "./checkClaim.ts";
import type { ContractReader } from "./contractReader.ts";

const account = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const word = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const terms: OrderTerms = {
  buyer: account(1),
  rhoMicro: 1000n,
  rows: 10n,
  purpose: 16n,
  accessSeconds: 3600n,
  deadline: 1_000_000n,
  permitVersion: 0n,
  permitId: 0n,
  specDigest: word(5),
  buyerKey: word(6),
  totalWei: 100n,
  workersWei: 12n,
  evaluatorWei: 5n,
  treasuryWei: 3n,
  renewalWei: 10n,
  treasury: account(9),
  datasetIds: [1n, 2n],
  versions: [1n, 1n],
  pricesWei: [60n, 40n],
  providers: [account(2), account(3)],
};
const job: JobRecord = {
  ...EMPTY_JOB,
  nodes: [11, 12, 13].map(account) as unknown as JobRecord["nodes"],
  consentEpochs: [4n, 7n],
};
const permit = { ...terms, permitId: 8n, permitVersion: 2n };

/** A chain on which everything is as it should be, but for `change`: answers by `contract.function` or `contract.function argument`. */
const chain = (change: Record<string, unknown> = {}): { read: ContractReader; asked: string[] } => {
  const answers: Record<string, unknown> = {
    "consentRegistry.requireActive": 4n,
    "consentRegistry.consentEpoch 1": 4n,
    "consentRegistry.consentEpoch 2": 7n,
    "privacyLedger.budgetOf": { reservedMicro: 1000n },
    "workerRegistry.isActive": true,
    "workerRegistry.workerOf": { endpoint: "http://node.example/", hpkeKey: word(1) },
    "permitRegistry.isDead": false,
    "permitRegistry.requireCurrent": undefined,
    "permitRegistry.check": [2, account(20)],
    ...change,
  };
  const asked: string[] = [];
  const read: ContractReader = async <T>(contract: string, name: string, args: readonly unknown[]) => {
    const general = `${contract}.${name}`;
    const exact = `${general} ${String(args[0]).toLowerCase()}`;
    asked.push(general);
    const key = exact in answers ? exact : general;
    assert.ok(key in answers, key);
    if (answers[key] instanceof Error) throw answers[key];
    return answers[key] as T;
  };
  return { read, asked };
};
const check = (change: Record<string, unknown> = {}, of: OrderTerms = terms) =>
  checkClaim(chain(change).read, { orderId: 7n, terms: of, job });

test("a claim that holds gives the three nodes in its order", async () => {
  const nodes = await check({
    "workerRegistry.workerOf": { endpoint: "http://node.example/", hpkeKey: word(3) },
  });
  assert.deepEqual(
    nodes,
    [11, 12, 13].map((n) => ({ account: account(n), endpoint: "http://node.example", hpkeKey: word(3) })),
  );
});

test("a withdrawal since the claim is E3002 of that dataset", () =>
  assert.rejects(check({ "consentRegistry.consentEpoch 2": 8n }), {
    code: "E3002",
    details: { datasetId: 2n, orderId: 7n },
  }));

test("a budget that is not reserved is E4006", () =>
  assert.rejects(check({ "privacyLedger.budgetOf 2": { reservedMicro: 999n } }), { code: "E4006" }));

test("a node that is not active, or is buyer or provider of the order, is E4006", async () => {
  await assert.rejects(check({ [`workerRegistry.isActive ${account(12)}`]: false }), { code: "E4006" });
  for (const party of [account(11), account(13)]) {
    await assert.rejects(check({}, { ...terms, buyer: party }), { code: "E4006" });
    await assert.rejects(check({}, { ...terms, providers: [account(2), party] }), { code: "E4006" });
  }
});

test("the contract's refusal of a suspended dataset stops it", () =>
  assert.rejects(
    check({ "consentRegistry.requireActive 1": new Error("ConsentBasisInactive") }),
    /Inactive/,
  ));

test("under a permit the epochs do not matter, the permit does: dead, amended or of another scope is refused", async () => {
  const stale = { "consentRegistry.consentEpoch 2": 8n };
  assert.equal((await check(stale, permit)).length, 3);
  await assert.rejects(check({ "permitRegistry.isDead": true }, permit), { code: "E3005" });
  await assert.rejects(check({ "permitRegistry.check": [3, account(20)] }, permit), { code: "E3005" });
  for (const refused of ["requireCurrent", "check"])
    await assert.rejects(check({ [`permitRegistry.${refused}`]: new Error("Permit") }, permit), /Permit/);
  const { read, asked } = chain();
  await checkClaim(read, { orderId: 7n, terms, job });
  assert.ok(!asked.some((name) => name.startsWith("permitRegistry")), "no permit is asked for without one");
});
