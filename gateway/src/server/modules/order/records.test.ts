import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  type ChainLog,
  EMPTY_JOB,
  foldJob,
  foldOrder,
  hashJob,
  hashSettlement,
  hashTerms,
} from "@symbolon/protocol";
import { type MappingStage, openMappingStage } from "../../../indexer/test-support/openMappingStage.ts";
import type { SyntheticEvent } from "../../../indexer/test-support/SyntheticChain.ts";
import { jobClaimed, orderPlaced, PARTIES, settlement } from "../../../indexer/test-support/sampleEvents.ts";
import { testDeployment } from "../../../indexer/test-support/testDeployment.ts";
import { settlementOf } from "../settlement/settlementOf.ts";
import { settlementStorage } from "../settlement/settlementStorage.ts";
import { jobRecordOf } from "./jobRecordOf.ts";
import { orderStorage } from "./orderStorage.ts";
import { orderTermsOf } from "./orderTermsOf.ts";

const word = (digits: string) => `0x${digits.repeat(32)}`;

/** Every step of a job's life, so that the record is compared after each. */
const STEPS: readonly SyntheticEvent[] = [
  jobClaimed(7n, [0n, 5n]),
  jobClaimed(7n, [1n, 2n ** 64n - 1n], [PARTIES.nodes[1], PARTIES.nodes[0], PARTIES.nodes[2]]),
  ["jobRegistry", "JobNodeReplaced", [7n, 0n, PARTIES.nodes[1], PARTIES.accessBody]],
  ["jobRegistry", "JobMeasured", [7n, word("81"), 2n]],
  ["jobRegistry", "JobCommitted", [7n, [word("8a"), word("8b"), word("8c")]]],
  ["jobRegistry", "JobReported", [7n, [word("82"), word("83"), word("84")]]],
  ["jobRegistry", "JobCertified", [7n, PARTIES.evaluator, [word("85"), true, 2n, 1n, 2n, 65_535n], false]],
  ["jobRegistry", "JobFinalised", [7n]],
];

let stage: MappingStage;
before(async () => {
  stage = await openMappingStage();
});
after(() => stage.close());

/** Logs of the synthetic chain, as every client reads them. */
async function logs(): Promise<ChainLog[]> {
  const { market, jobRegistry } = testDeployment.contracts;
  const filter = { address: [market, jobRegistry], fromBlock: "0x0", toBlock: "0xff" };
  return (await stage.chain.send("eth_getLogs", [filter])) as ChainLog[];
}

test("an order's terms and settlement from the index are those that protocol reads from the logs", async () => {
  const most = 2n ** 128n - 1n;
  await stage.reset();
  stage.chain.mine([
    orderPlaced(7n, [1n, 2n ** 256n - 1n], {
      rhoMicro: 2n ** 64n - 1n,
      rows: 2n ** 32n - 1n,
      purpose: 2n ** 31n,
      deadline: 2n ** 40n - 1n,
      permitId: 12n,
      permitVersion: 3n,
      versions: [1n, 2n ** 32n - 1n],
      totalWei: most,
      workersWei: 1n,
      evaluatorWei: 2n,
      treasuryWei: 3n,
      renewalWei: 4n,
      providers: [PARTIES.provider, PARTIES.accessBody],
    }),
  ]);
  stage.chain.mine([["market", "OrderSettled", [7n, settlement([most, 0n, 1n, 2n, 3n, 4n, 5n])]]]);
  await stage.sync();
  const expected = foldOrder(7n, await logs())!;
  const [row] = await orderStorage(stage.database).byIds(["7"]);
  assert.deepEqual(orderTermsOf(row!), expected.terms);
  assert.equal(hashTerms(orderTermsOf(row!)), hashTerms(expected.terms));
  const [paid] = await settlementStorage(stage.database).byIds(["7"]);
  assert.deepEqual(settlementOf(paid!), expected.settlement);
  assert.equal(hashSettlement(settlementOf(paid!)), hashSettlement(expected.settlement!));
  assert.deepEqual([row!.status, row!.client_order_id], [expected.status, expected.clientOrderId]);
});

test("a job's record from the index is that which protocol reads from the logs, after every step", async () => {
  await stage.reset();
  stage.chain.mine([orderPlaced(7n, [1n, 2n])]);
  const read = async () => {
    await stage.sync();
    const [row] = await orderStorage(stage.database).jobs(["7"]);
    return row!;
  };
  assert.deepEqual(jobRecordOf(await read()), EMPTY_JOB);
  for (const step of STEPS) {
    stage.chain.mine([step]);
    const row = await read();
    const expected = foldJob(7n, await logs());
    assert.equal(row.state, expected.state);
    assert.deepEqual(jobRecordOf(row), expected.record, row.state);
    assert.equal(hashJob(jobRecordOf(row)), hashJob(expected.record));
  }
});
