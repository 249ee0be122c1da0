import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { EMPTY_JOB } from "@symbolon/protocol";
import { id } from "ethers";
import { DEPLOYMENT_DEFAULTS } from "../../deployOptions.ts";
import { eventOf, reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import {
  CERTIFICATE,
  certify,
  claim,
  nodesOf,
  playUntil,
  REPORT,
  resultCommits,
  SALTS,
  signCertificate,
  signReport,
} from "../../test-support/jobSteps.ts";
import { jobOf, orderOf } from "../../test-support/records.ts";
import { buy, publishBoth } from "../../test-support/sale.ts";

describe("a job that does not end well", () => {
  let stage: Stage;
  let before: bigint;
  beforeEach(async () => {
    stage = await createStage();
    await publishBoth(stage);
    before = await view(stage, "token", "balanceOf", stage.actors.buyer.address);
    await buy(stage);
  });

  it("is refunded by a stranger after the deadline, in one call that also fails it", async () => {
    const { buyer, stranger } = stage.actors;
    await claim(stage, 1n);
    const { terms } = await orderOf(stage, 1n);
    await reverts(stage, stranger, ["market", "refund", 1n, terms], "OrderNotRefundable", [1n]);
    await stage.pass(DEPLOYMENT_DEFAULTS.orderWindowSeconds + 1);
    const changed = { ...terms, totalWei: terms.totalWei + 1n };
    await reverts(stage, stranger, ["market", "refund", 1n, changed], "OrderTermsMismatch", [1n]);
    const receipt = await send(stage, stranger, "market", "refund", 1n, terms);
    assert.equal(eventOf(stage, "jobRegistry", "JobFailed", receipt).reason, 2n);
    eventOf(stage, "privacyLedger", "BudgetReleased", receipt);
    assert.equal(await view(stage, "token", "balanceOf", buyer.address), before);
    await reverts(stage, stranger, ["market", "refund", 1n, terms], "OrderWrongStatus", [1n, 5n]);
  });

  it("is taken over by other nodes when the first lead goes away", async () => {
    const { lead, evaluator, node4 } = stage.actors;
    await claim(stage, 1n);
    const { terms } = await orderOf(stage, 1n);
    const others = [evaluator, lead, node4].map(({ address }) => address);
    const call = ["jobRegistry", "claim", 1n, terms, others, await jobOf(stage, 1n)] as const;
    await reverts(stage, evaluator, call, "JobClaimTooEarly");
    await stage.pass(DEPLOYMENT_DEFAULTS.claimWindowSeconds);
    await reverts(
      stage,
      evaluator,
      [...call.slice(0, -1), EMPTY_JOB] as unknown as typeof call,
      "JobMismatch",
    );
    await send(stage, evaluator, ...call);
    assert.deepEqual(
      (await jobOf(stage, 1n)).nodes,
      others.map((address) => address.toLowerCase()),
    );
  });

  it("is refused a report that its commitments do not open to, or without every node's signature", async () => {
    const { lead } = stage.actors;
    await playUntil(stage, 1n, "commit");
    const nodes = nodesOf(stage);
    const job = await jobOf(stage, 1n);
    const [a, b, c] = await signReport(stage, 1n, nodes);
    const refused = (signatures: unknown[], expected: string) =>
      reverts(stage, lead, ["jobRegistry", "report", 1n, job, REPORT, SALTS, signatures], "JobBadSignature", [
        expected,
      ]);
    await refused([b, a, c], nodes[0].address);
    const other = { ...REPORT, modelDigest: REPORT.outputHash };
    const [changed] = await signReport(stage, 1n, nodes, other);
    await refused([changed, b, c], nodes[0].address);
    await refused([a, b, malleate(c!)], nodes[2].address);
    const [replayed] = await signReport(stage, 2n, nodes);
    await refused([replayed, b, c], nodes[0].address);

    const signed = await signReport(stage, 1n, nodes, other);
    const unopened = ["jobRegistry", "report", 1n, job, other, SALTS, signed] as const;
    await reverts(stage, lead, unopened, "JobBadReveal", [nodes[0].address]);
    const salts = [SALTS[0], id("guess"), SALTS[2]];
    const guessed = ["jobRegistry", "report", 1n, job, REPORT, salts, [a, b, c]] as const;
    await reverts(stage, lead, guessed, "JobBadReveal", [nodes[1].address]);
  });

  it("gives nothing to a node that hands in another node's commitment", async () => {
    const { lead } = stage.actors;
    await playUntil(stage, 1n, "measure");
    const [first, second] = resultCommits(stage, 1n);
    const copied = [first, second, second];
    await send(stage, lead, "jobRegistry", "commit", 1n, await jobOf(stage, 1n), copied);
    const signatures = await signReport(stage, 1n, nodesOf(stage));
    const salts = [SALTS[0], SALTS[1], SALTS[1]];
    const call = ["jobRegistry", "report", 1n, await jobOf(stage, 1n), REPORT, salts, signatures] as const;
    await reverts(stage, lead, call, "JobBadReveal", [nodesOf(stage)[2].address]);
  });

  it("is refused a certificate by its lead, its buyer or somebody without the role", async () => {
    const { lead, buyer, stranger, evaluator } = stage.actors;
    await playUntil(stage, 1n, "report");
    const records = [(await orderOf(stage, 1n)).terms, await jobOf(stage, 1n)] as const;
    const certifyAs = (account: string, certificate: unknown, signature: string) =>
      ["jobRegistry", "certify", 1n, ...records, account, certificate, signature] as const;
    for (const signer of [lead, buyer, stranger]) {
      const signature = await signCertificate(stage, 1n, signer);
      const call = certifyAs(signer.address, CERTIFICATE, signature);
      await reverts(stage, stranger, call, "JobNodeNotActive", [signer.address]);
    }
    const failed = await signCertificate(stage, 1n, evaluator, { ...CERTIFICATE, passed: false });
    const turned = certifyAs(evaluator.address, CERTIFICATE, failed);
    await reverts(stage, stranger, turned, "JobBadSignature", [evaluator.address]);
  });

  it("is refused when one figure is above its threshold, whatever the evaluator's verdict, and refunded", async () => {
    const { buyer, stranger } = stage.actors;
    await playUntil(stage, 1n, "report");
    await certify(stage, 1n, { membershipAucBps: 6_001n });
    assert.equal(await view(stage, "jobRegistry", "stateOf", 1n), 7n);
    const records = [(await orderOf(stage, 1n)).terms, await jobOf(stage, 1n)] as const;
    const finaliseCall = ["jobRegistry", "finalise", 1n, ...records] as const;
    await reverts(stage, stranger, finaliseCall, "JobWrongState", [1n, 7n]);
    await send(stage, stranger, "jobRegistry", "fail", 1n, 4, ...records);
    await send(stage, stranger, "market", "refund", 1n, records[0]);
    assert.equal(await view(stage, "token", "balanceOf", buyer.address), before);
  });
});

/** The other signature of the same message under the same key (s -> n - s), which a contract must not take. */
function malleate(signature: string): string {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const s = order - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith("1b") ? "1c" : "1b";
  return `${signature.slice(0, 66)}${s.toString(16).padStart(64, "0")}${v}`;
}
