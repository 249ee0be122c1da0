import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { DEFAULT_THRESHOLDS, digestOfBytes, digestOfDocument, SymbolonError } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { Contract, type InterfaceAbi, id } from "ethers";
import { buy } from "../../cli/src/commands/buy.ts";
import { dispute } from "../../cli/src/commands/dispute.ts";
import { earnings } from "../../cli/src/commands/earnings.ts";
import { ehdsAttest } from "../../cli/src/commands/ehds.ts";
import { permit } from "../../cli/src/commands/permit.ts";
import { refund } from "../../cli/src/commands/refund.ts";
import { release } from "../../cli/src/commands/release.ts";
import { renew } from "../../cli/src/commands/renew.ts";
import { status } from "../../cli/src/commands/status.ts";
import type { GatewayClient } from "../../cli/src/shared/gatewayClient.ts";
import type { MarketConnection } from "../../cli/src/shared/market.ts";
import { collectEvidence } from "../../cli/src/verify/collectEvidence.ts";
import { send, view } from "../../contracts/test-support/contractCalls.ts";
import { type ActorName, createStage, type Stage } from "../../contracts/test-support/createStage.ts";
import { certify, playUntil } from "../../contracts/test-support/jobSteps.ts";
import { issuePermit, revokePermit } from "../../contracts/test-support/permits.ts";
import { settlementOf } from "../../contracts/test-support/records.ts";
import {
  buy as buyAlone,
  EHDS,
  PRICE_A_WEI,
  PRICE_B_WEI,
  publish,
  publishBoth,
} from "../../contracts/test-support/sale.ts";
import { chainFacts } from "../../synth-worker/src/verify/chainFacts.ts";
import { checkBudget } from "../../synth-worker/src/verify/checkBudget.ts";
import { checkCommitments } from "../../synth-worker/src/verify/checkCommitments.ts";
import { checkConsent } from "../../synth-worker/src/verify/checkConsent.ts";
import { checkPayouts } from "../../synth-worker/src/verify/checkPayouts.ts";
import { checkPermit } from "../../synth-worker/src/verify/checkPermit.ts";
import { checkRecords } from "../../synth-worker/src/verify/checkRecords.ts";

type Answer = Record<string, unknown>;

const DAY = 86_400;
const TOTAL_WEI = PRICE_A_WEI + PRICE_B_WEI;
const folder = mkdtempSync(join(tmpdir(), "symbolon-commands-"));

/** The command line's connection over the test chain, as `actor`. */
function connect({ deployment, actors }: Stage, actor: ActorName): MarketConnection {
  const signer = actors[actor];
  const bind = (address: string, abi: unknown) => new Contract(address, abi as InterfaceAbi, signer);
  const { contracts } = deployment;
  return {
    deployment,
    // The commands use of provider and account only what Hardhat's have as well.
    provider: signer.provider as unknown as MarketConnection["provider"],
    signer: signer as unknown as MarketConnection["signer"],
    market: bind(contracts.market, MarketAbi),
    jobs: bind(contracts.jobRegistry, JobRegistryAbi),
    token: bind(contracts.token, SymbolonTokenAbi),
    accessToken: bind(contracts.accessToken, AccessTokenAbi),
    disputes: bind(contracts.disputes, DisputesAbi),
    permits: bind(contracts.permitRegistry, PermitRegistryAbi),
  };
}

/** Runs a command and returns what `--json` would print. */
async function run(
  command: (out: { result(value: Answer): void }) => Promise<void>,
): Promise<Record<string, unknown>> {
  let answer: Answer = {};
  await command({ result: (value) => (answer = value) });
  return answer;
}

/** Asserts that the command fails with this code. */
async function refuses(code: string, command: (out: { result(value: Answer): void }) => Promise<void>) {
  await assert.rejects(run(command), failsWith(code));
}

/** Whether an error has this code. */
const failsWith = (code: string) => (error: unknown) => error instanceof SymbolonError && error.code === code;

/** Pins whatever it is given, as a gateway does. */
const gateway: GatewayClient = {
  url: "",
  query: async (_, variables) =>
    ({ pinOrderSpec: { ok: { digest: digestOfDocument(variables?.spec as object) }, error: null } }) as never,
  get: () => Promise.reject(new Error("not asked")),
};

function specFile(stage: Stage, change: Record<string, unknown> = {}): string {
  const spec = {
    format: "symbolon-order/3",
    chainId: stage.chainId,
    datasetIds: ["1", "2"],
    schemaDigest: `0x${"aa".repeat(32)}`,
    engine: "fixed",
    rows: 3000,
    epsilon: 1,
    delta: 1e-6,
    rhoMicro: "24355",
    workload: [["a", "b"]],
    patients: 3670,
    mostPatients: 4095,
    purpose: 16,
    buyerKey: `0x${"bb".repeat(32)}`,
    thresholds: DEFAULT_THRESHOLDS,
    ...change,
  };
  const file = join(folder, `${digestOfDocument(spec)}.json`);
  writeFileSync(file, JSON.stringify(spec));
  return file;
}

describe("the command line over the real contracts", () => {
  let stage: Stage;
  let buyer: MarketConnection;
  let ipfs: Server;

  before(async () => {
    // A storage node that holds nothing: what the chain alone proves is checked here.
    ipfs = createServer((_, response) => response.writeHead(404).end()).listen(0, "127.0.0.1");
    await new Promise((resolve) => ipfs.once("listening", resolve));
  });
  after(() => {
    ipfs?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    stage = await createStage();
    await publishBoth(stage);
    buyer = connect(stage, "buyer");
  });

  const balance = (actor: ActorName) =>
    view(stage, "token", "balanceOf", stage.actors[actor].address) as Promise<bigint>;
  const order = async (change: Record<string, unknown> = {}, permitId = 0n) => {
    const file = specFile(stage, change);
    if (permitId !== 0n) await run((out) => ehdsAttest(buyer, { file, permitId }, out as never));
    return run((out) =>
      buy(gateway, buyer, { specFile: file, accessSeconds: BigInt(30 * DAY), permitId }, out as never),
    );
  };
  const statusOf = (orderId: bigint) =>
    run((out) => status(buyer, { orderId, follow: false }, out as never)) as Promise<{
      status: string;
      accessUntil: number;
      job: { state: string; failReason: string | null; history: { state: string; gasUsed: bigint }[] };
      payouts: { kind: string; amountWei: bigint; claimed: boolean }[];
    }>;

  it("buys with one transaction, and names the order instead of paying again", async () => {
    const before = await balance("buyer");
    const first = await order();
    assert.deepEqual([first.orderId, first.totalWei, first.alreadyPlaced], [1n, TOTAL_WEI, false]);
    const again = await order();
    assert.deepEqual([again.orderId, again.txHash, again.alreadyPlaced], [1n, first.txHash, true]);
    assert.equal(await balance("buyer"), before - TOTAL_WEI);
    const { job } = await statusOf(1n);
    assert.deepEqual([job.state, job.history.map((step) => step.state)], ["REQUESTED", ["REQUESTED"]]);
    await refuses("E2002", (out) =>
      buy(
        gateway,
        buyer,
        { specFile: specFile(stage, { rows: 5 }), accessSeconds: 60n, permitId: 0n, maxPriceWei: 1n },
        out as never,
      ),
    );
    await refuses("E2004", (out) => status(buyer, { orderId: 9n, follow: false }, out as never));
  });

  it("pays each share once: after the window, or as soon as the buyer releases", async () => {
    await order();
    await playUntil(stage, 1n, "finalise");
    const delivered = await statusOf(1n);
    assert.deepEqual(
      delivered.job.history.map((step) => step.state),
      ["REQUESTED", "CLAIMED", "MEASURED", "COMMITTED", "REPORTED", "CERTIFIED", "FINALISED"],
    );
    assert.deepEqual(
      delivered.payouts.map((payout) => payout.kind),
      ["PROVIDER", "PROVIDER", "WORKER", "WORKER", "WORKER", "EVALUATOR", "TREASURY"],
    );
    const hospital = connect(stage, "hospitalA");
    const withdraw = (out: { result(value: Answer): void }) =>
      earnings(hospital, { withdraw: true }, out as never);
    const listed = await run((out) => earnings(hospital, { withdraw: false }, out as never));
    const share = delivered.payouts[0]!.amountWei;
    assert.deepEqual([listed.amountWei, listed.waitingWei], [0n, share]);
    await refuses("E2012", withdraw);
    await refuses("E2011", (out) => release(hospital, { orderId: 1n }, out as never));

    await run((out) => release(buyer, { orderId: 1n }, out as never));
    const before = await balance("hospitalA");
    const paid = await run(withdraw);
    assert.deepEqual([paid.amountWei, paid.shares], [share, 1]);
    assert.equal(await balance("hospitalA"), before + share);
    await refuses("E2012", withdraw);
    await refuses("E2010", (out) => release(buyer, { orderId: 1n }, out as never));

    // The evaluator was a node as well: two shares in one transaction.
    const evaluator = await run((out) =>
      earnings(connect(stage, "evaluator"), { withdraw: true }, out as never),
    );
    assert.deepEqual([evaluator.shares, (evaluator.txHashes as string[]).length], [2, 1]);
    assert.deepEqual(
      (await statusOf(1n)).payouts.map((payout) => payout.claimed),
      [true, false, false, true, false, true, false],
    );
  });

  it("renews at the price of the sale, which is owed like an order of its own", async () => {
    await order();
    await playUntil(stage, 1n, "finalise");
    const { accessUntil } = await statusOf(1n);
    await refuses("E2002", (out) => renew(buyer, { orderId: 1n, maxPriceWei: 1n }, out as never));
    await refuses("E2011", (out) => renew(connect(stage, "stranger"), { orderId: 1n }, out as never));
    const before = await balance("buyer");
    const renewed = await run((out) => renew(buyer, { orderId: 1n }, out as never));
    assert.deepEqual([renewed.renewalId, renewed.accessUntil], [2n, BigInt(accessUntil + 30 * DAY)]);
    assert.equal(await balance("buyer"), before - (renewed.renewalWei as bigint));
    const listed = await run((out) =>
      earnings(connect(stage, "hospitalA"), { withdraw: false }, out as never),
    );
    assert.deepEqual(
      (listed.payouts as { id: bigint; orderId: bigint }[]).map(({ id, orderId }) => [id, orderId]),
      [
        [1n, 1n],
        [2n, 1n],
      ],
    );
  });

  it("refunds after the deadline, and then the same spec is a new order", async () => {
    const before = await balance("buyer");
    await order();
    await refuses("E2005", (out) => refund(buyer, { orderId: 1n }, out as never));
    await stage.pass(2 * DAY);
    await run((out) => refund(connect(stage, "stranger"), { orderId: 1n }, out as never));
    assert.equal(await balance("buyer"), before);
    await refuses("E2010", (out) => refund(buyer, { orderId: 1n }, out as never));
    const { status: now, job } = await statusOf(1n);
    assert.deepEqual([now, job.state, job.failReason], ["REFUNDED", "FAILED", "DEADLINE"]);
    assert.equal((await order()).orderId, 2n);
  });

  it("refunds a refused file at once, closing its job on the way", async () => {
    const before = await balance("buyer");
    await order();
    await playUntil(stage, 1n, "report");
    await certify(stage, 1n, { passed: false });
    assert.equal((await statusOf(1n)).job.state, "REFUSED");
    await run((out) => refund(buyer, { orderId: 1n }, out as never));
    assert.equal(await balance("buyer"), before);
    assert.equal((await statusOf(1n)).job.failReason, "CERTIFICATE_REFUSED");
  });

  it("refunds at once when consent or permit is gone, and not while they stand", async () => {
    const { hospitalA } = stage.actors;
    const before = await balance("buyer");
    await order();
    await playUntil(stage, 1n, "claim");
    await refuses("E2005", (out) => refund(buyer, { orderId: 1n }, out as never));
    await send(stage, hospitalA, "consentRegistry", "withdrawBatch", 1n, [id("nullifier")], id("evidence"));
    const stale = await run((out) => refund(buyer, { orderId: 1n }, out as never));
    assert.equal(stale.closedFor, "CONSENT_STALE");

    const datasetId = await publish(stage, hospitalA, EHDS);
    const permitId = await issuePermit(stage, { datasetIds: [datasetId] });
    const placed = await order({ datasetIds: [datasetId.toString()] }, permitId);
    const orderId = placed.orderId as bigint;
    await refuses("E2005", (out) => refund(buyer, { orderId }, out as never));
    await revokePermit(stage, permitId);
    const dead = await run((out) => refund(buyer, { orderId }, out as never));
    assert.equal(dead.closedFor, "PERMIT_DEAD");
    assert.equal(await balance("buyer"), before);
  });

  it("disputes with the evidence's hash, and gives the bond back when nobody decides", async () => {
    const evidenceFile = join(folder, "evidence.txt");
    writeFileSync(evidenceFile, "row 7 is a patient of ours");
    const open = (out: { result(value: Answer): void }, as = buyer) =>
      dispute(as, { orderId: 1n, evidenceFile }, out as never);
    await order();
    await refuses("E2010", open);
    await playUntil(stage, 1n, "finalise");
    await refuses("E2011", (out) => open(out, connect(stage, "stranger")));
    const before = await balance("buyer");
    const opened = await run(open);
    assert.equal(
      opened.evidenceDigest,
      digestOfBytes(new TextEncoder().encode("row 7 is a patient of ours")),
    );
    assert.equal(await balance("buyer"), before - (opened.bondWei as bigint));
    assert.equal((await statusOf(1n)).status, "DISPUTED");
    await refuses("E2010", (out) => release(buyer, { orderId: 1n }, out as never));

    await stage.pass(8 * DAY);
    await send(stage, stage.actors.stranger, "disputes", "lapse", 1n, await settlementOf(stage, 1n));
    assert.equal((await statusOf(1n)).status, "RELEASED");
    const paid = await run((out) => earnings(buyer, { withdraw: true }, out as never));
    assert.deepEqual([paid.amountWei, await balance("buyer")], [opened.bondWei, before]);
  });

  it("does not dispute after the window, and leaves the bond alone then", async () => {
    await order();
    await playUntil(stage, 1n, "finalise");
    await stage.pass(4 * DAY);
    const evidenceFile = join(folder, "late.txt");
    writeFileSync(evidenceFile, "late");
    const before = await balance("buyer");
    await refuses("E2013", (out) => dispute(buyer, { orderId: 1n, evidenceFile }, out as never));
    assert.equal(await balance("buyer"), before);
  });

  it("buys under a data permit and shows it", async () => {
    const { hospitalA } = stage.actors;
    const datasetId = await publish(stage, hospitalA, EHDS);
    const change = { datasetIds: [datasetId.toString()] };
    const named = [datasetId];
    await assert.rejects(order(change), failsWith("E3007"));
    const foreign = await issuePermit(stage, { datasetIds: named, holder: hospitalA.address });
    await assert.rejects(order(change, foreign), failsWith("E3005"));
    const permitId = await issuePermit(stage, { datasetIds: named });
    // Art. 54: nothing is bought under a permit that is not attested for this very order.
    const unattested = { specFile: specFile(stage, change), accessSeconds: 60n, permitId };
    await refuses("E3016", (out) => buy(gateway, buyer, unattested, out as never));
    assert.equal((await order(change, permitId)).orderId, 1n);
    const shown = await run((out) => permit(buyer, { permitId }, out as never));
    assert.deepEqual([shown.state, shown.version, shown.datasetIds], ["ACTIVE", 1n, named]);
    await refuses("E3005", (out) => permit(buyer, { permitId: 99n }, out as never));
    await playUntil(stage, 1n, "finalise");
    await holds(1n);
  });

  it("collects evidence in which everything the chain can prove holds, and keeps holding after payout and renewal", async () => {
    await order();
    await playUntil(stage, 1n, "finalise");
    await holds(1n);
    await run((out) => renew(buyer, { orderId: 1n }, out as never));
    await run((out) => release(buyer, { orderId: 1n }, out as never));
    await run((out) => earnings(connect(stage, "hospitalB"), { withdraw: true }, out as never));
    // Another order of the same datasets, still open.
    await buyAlone(stage);
    await holds(1n);
  });

  /** The chain's own part of verification, on evidence collected now. */
  async function holds(orderId: bigint): Promise<void> {
    const url = `http://127.0.0.1:${(ipfs.address() as AddressInfo).port}`;
    const evidence = await collectEvidence(buyer.provider, stage.deployment, url, orderId);
    const facts = chainFacts(evidence);
    const checks = [
      ...checkRecords(evidence, facts),
      ...checkCommitments(evidence, facts),
      ...checkConsent(facts),
      ...checkPermit(facts),
      ...checkBudget(facts),
      ...checkPayouts(facts),
    ];
    assert.deepEqual(
      checks.filter((check) => !check.ok),
      [],
    );
  }
});
