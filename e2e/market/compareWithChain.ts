import assert from "node:assert/strict";
import {
  hashJob,
  hashSettlement,
  hashTerms,
  JOB_STATES,
  ORDER_STATUSES,
  recordMatches,
  recordStatus,
} from "@symbolon/protocol";
import { view } from "../../contracts/test-support/contractCalls.ts";
import type { ContractName, Stage } from "../../contracts/test-support/createStage.ts";
import type { Database } from "../../gateway/src/database/Database.ts";
import { jobRecordOf } from "../../gateway/src/server/modules/order/jobRecordOf.ts";
import { orderStorage } from "../../gateway/src/server/modules/order/orderStorage.ts";
import { orderTermsOf } from "../../gateway/src/server/modules/order/orderTermsOf.ts";
import { settlementOf } from "../../gateway/src/server/modules/settlement/settlementOf.ts";
import { settlementStorage } from "../../gateway/src/server/modules/settlement/settlementStorage.ts";

type Row = Record<string, unknown>;

const PERMIT_STATES = ["NONE", "ACTIVE", "SUSPENDED", "REVOKED"];
const DISPUTE_STATES = ["NONE", "OPEN", "UPHELD", "REJECTED", "LAPSED"];
const DATASET_STATUSES = ["NONE", "LISTED", "UNLISTED", "RETIRED"];

/**
 * Compares every row of the index that a contract has a view of with that view, at the block the index stands at. Orders, settlements and
 * jobs are compared by the hash the chain keeps of them: one wrong field shows. Returns how many rows of each kind were compared, so
 * that a caller can say what it expects to be there.
 */
export async function compareWithChain(stage: Stage, database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const rows = async (table: string): Promise<Row[]> => {
    const found = await database.query(`SELECT * FROM subgraph.${table} ORDER BY id`);
    counts[table] = found.length;
    return found;
  };
  const ask = (contract: ContractName, method: string, ...args: unknown[]) =>
    view(stage, contract, method, ...args);
  const lower = (value: unknown) => String(value).toLowerCase();

  for (const row of await rows("dataset")) {
    const chain = await ask("datasetRegistry", "datasetOf", row.id);
    assert.deepEqual(
      [row.catalogue_digest, row.schema_digest, row.licence_hash, row.consent_root, row.owner, row.status],
      [
        chain.catalogueDigest,
        chain.schemaDigest,
        chain.licenceHash,
        chain.consentRoot,
        lower(chain.provider),
        DATASET_STATUSES[Number(chain.status)],
      ],
    );
    const numbers = [chain.priceWei, chain.rowPriceWei, chain.renewalBps, chain.purposesMask, chain.version];
    assert.deepEqual(
      [row.price_wei, row.row_price_wei, row.renewal_bps, row.purposes_mask, row.version].map(String),
      numbers.map(String),
    );
    assert.deepEqual(
      [row.holder_wei, row.compute_wei, row.evaluation_wei, row.access_body_wei],
      [...chain.costs].map(String),
    );
  }
  for (const row of await rows("budget")) {
    const chain = await ask("privacyLedger", "budgetOf", row.id);
    assert.deepEqual(
      [row.cap_micro, row.reserved_micro, row.spent_micro, row.per_buyer_micro],
      [chain.capMicro, chain.reservedMicro, chain.spentMicro, chain.perBuyerMicro].map(String),
    );
  }
  for (const row of await rows("consent")) {
    assert.equal(BigInt(String(row.epoch)), await ask("consentRegistry", "consentEpoch", row.id));
    for (const root of row.roots as string[])
      assert.equal(await ask("consentRegistry", "isRoot", row.id, root), true);
    const accumulator = await ask("consentRegistry", "accumulatorOf", row.id);
    assert.equal(row.accumulator ?? `0x${"00".repeat(32)}`, accumulator);
  }
  for (const row of await rows("data_permit")) {
    const chain = await ask("permitRegistry", "permitOf", row.id);
    assert.deepEqual(
      [row.issuer, row.holder, row.state, row.extended, row.opt_out_exception, row.decision_hash],
      [
        lower(chain.issuer),
        lower(chain.holder),
        PERMIT_STATES[Number(chain.state)],
        chain.extended,
        chain.optOutException,
        chain.decisionHash,
      ],
    );
    assert.deepEqual(
      [row.version, row.purposes_mask, row.approved_at, row.valid_from, row.valid_until].map(String),
      [chain.version, chain.purposesMask, chain.approvedAt, chain.validFrom, chain.validUntil].map(String),
    );
    const revocableFrom = await ask("permitRegistry", "revocableFrom", row.id);
    assert.equal(String(row.revocable_from ?? 0), String(revocableFrom));
    for (const dataset of await database.query("SELECT id FROM subgraph.dataset"))
      assert.equal(
        (row.datasets as string[]).includes(String(dataset.id)),
        await ask("permitRegistry", "covers", row.id, dataset.id),
      );
  }

  const ids = (await rows("order")).map(({ id }) => String(id));
  for (const order of await orderStorage(database).byIds(ids)) {
    const record = await ask("market", "recordOf", order.id);
    assert.equal(order.status, ORDER_STATUSES[recordStatus(record)], `order ${order.id}`);
    // Once settled, the word on chain stands for the settlement.
    if (order.settlement_id === null)
      assert.ok(recordMatches(record, hashTerms(orderTermsOf(order))), `terms of ${order.id}`);
    assert.equal(BigInt(order.access_until), await ask("accessToken", "accessUntil", order.id));
  }
  counts.job = ids.length;
  for (const job of await orderStorage(database).jobs(ids)) {
    const record = await ask("jobRegistry", "recordOf", job.id);
    const isUntouched = job.state === "REQUESTED" && recordStatus(record) === 0;
    if (isUntouched) continue;
    assert.equal(job.state, JOB_STATES[recordStatus(record)], `job ${job.id}`);
    if (job.terms_hash !== null)
      assert.ok(recordMatches(record, hashJob(jobRecordOf(job))), `record of job ${job.id}`);
  }
  const settled = (await rows("settlement")).map(({ id }) => String(id));
  const settlements = settlementStorage(database);
  for (const row of await settlements.byIds(settled)) {
    const record = await ask("market", "recordOf", row.id);
    assert.equal(row.status, ORDER_STATUSES[recordStatus(record)], `settlement ${row.id}`);
    assert.ok(recordMatches(record, hashSettlement(settlementOf(row))), `settlement ${row.id}`);
    const [order] = await orderStorage(database).byIds([row.order_id]);
    assert.equal(row.terms_hash, hashTerms(orderTermsOf(order!)), `terms of ${row.order_id}`);
    const claimed = (await ask("market", "claimedOf", row.id)) as bigint;
    for (const payout of await settlements.payouts([row.id]))
      assert.equal(payout.claimed, ((claimed >> BigInt(payout.index)) & 1n) === 1n, payout.id);
  }
  await rows("payout");
  await rows("renewal");
  for (const row of await rows("access"))
    assert.equal(
      row.revoked === true ? `0x${"00".repeat(20)}` : row.holder,
      lower(await ask("accessToken", "holderOf", row.id)),
    );
  for (const row of await rows("dispute")) {
    const chain = await ask("disputes", "disputeOf", row.id);
    assert.deepEqual(
      [row.state, row.votes_for, row.votes_against, row.closes_at, row.bond_wei, row.evidence_digest],
      [
        DISPUTE_STATES[Number(chain.state)],
        Number(chain.votesFor),
        Number(chain.votesAgainst),
        Number(chain.closesAt),
        String(chain.bondWei),
        chain.evidenceDigest,
      ],
    );
  }
  for (const row of await rows("account"))
    assert.equal(BigInt(String(row.bonds_owed_wei)), await ask("disputes", "owedWei", row.id));
  for (const row of await rows("worker"))
    assert.equal(BigInt(String(row.stake_wei)), (await ask("workerRegistry", "workerOf", row.id)).stakeWei);
  for (const row of await rows("offer")) {
    const used = (await ask("market", "offerUses", row.id)) as bigint;
    assert.equal(row.cancelled === true ? 2n ** 32n - 1n : BigInt(String(row.used)), used);
  }
  for (const row of await rows("thresholds")) {
    const chain = await ask("jobRegistry", "thresholdsOf", row.id);
    assert.deepEqual([row.tvd1_bps, row.tvd2_bps, row.membership_auc_bps], [...chain].map(Number));
  }
  return counts;
}
