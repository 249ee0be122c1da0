import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { eventOf, reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, STAGE_DEFAULTS, type Stage } from "../../test-support/createStage.ts";
import {
  CERTIFICATE_DIGEST,
  claim,
  nodesOf,
  playUntil,
  REPORT,
  signCertificate,
  signReport,
} from "../../test-support/jobSteps.ts";
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
    await reverts(stage, stranger, ["market", "refund", 1n], "OrderNotRefundable", [1n]);
    await stage.pass(STAGE_DEFAULTS.orderWindowSeconds + 1);
    const receipt = await send(stage, stranger, "market", "refund", 1n);
    assert.equal(eventOf(stage, "jobRegistry", "JobFailed", receipt).reason, 2n);
    eventOf(stage, "privacyLedger", "BudgetReleased", receipt);
    eventOf(stage, "accessToken", "AccessRevoked", receipt);
    assert.equal(await view(stage, "token", "balanceOf", buyer.address), before);
    await reverts(stage, stranger, ["market", "refund", 1n], "OrderNotEscrowed", [1n]);
  });

  it("is taken over by other nodes when the first lead goes away", async () => {
    const { lead, evaluator, node4 } = stage.actors;
    await claim(stage, 1n);
    const others = [evaluator, lead, node4].map(({ address }) => address);
    await reverts(stage, evaluator, ["jobRegistry", "claim", 1n, others], "JobClaimTooEarly");
    await stage.pass(STAGE_DEFAULTS.claimWindowSeconds);
    await send(stage, evaluator, "jobRegistry", "claim", 1n, others);
    const job = await view(stage, "jobRegistry", "jobOf", 1n);
    assert.deepEqual([...job.nodes], others);
  });

  it("is refused a report with signatures in the wrong order, of another report, or malleated", async () => {
    const { lead } = stage.actors;
    await playUntil(stage, 1n, "measure");
    const nodes = nodesOf(stage);
    const [a, b, c] = await signReport(stage, 1n, nodes);
    const refused = (signatures: unknown[], expected: string) =>
      reverts(stage, lead, ["jobRegistry", "report", 1n, REPORT, signatures], "JobBadSignature", [expected]);
    await refused([b, a, c], nodes[0].address);
    const [other] = await signReport(stage, 1n, nodes, { ...REPORT, modelDigest: REPORT.outputHash });
    await refused([other, b, c], nodes[0].address);
    await refused([a, b, malleate(c!)], nodes[2].address);
    const [replayed] = await signReport(stage, 2n, nodes);
    await refused([replayed, b, c], nodes[0].address);
  });

  it("is refused a certificate by its lead, its buyer or somebody without the role", async () => {
    const { lead, buyer, stranger, evaluator } = stage.actors;
    await playUntil(stage, 1n, "report");
    for (const signer of [lead, buyer, stranger]) {
      const signature = await signCertificate(stage, 1n, true, signer);
      const args = [1n, signer.address, CERTIFICATE_DIGEST, true, signature] as const;
      await reverts(stage, stranger, ["jobRegistry", "certify", ...args], "JobNodeNotActive", [
        signer.address,
      ]);
    }
    const failed = await signCertificate(stage, 1n, false, evaluator);
    const turned = [1n, evaluator.address, CERTIFICATE_DIGEST, true, failed] as const;
    await reverts(stage, stranger, ["jobRegistry", "certify", ...turned], "JobBadSignature", [
      evaluator.address,
    ]);
  });

  it("is refused a certificate by an evaluator who leads it", async () => {
    const { evaluator, lead, node3, stranger } = stage.actors;
    const nodes = [evaluator, lead, node3];
    const addresses = nodes.map(({ address }) => address);
    await send(stage, evaluator, "jobRegistry", "claim", 1n, addresses);
    await send(stage, evaluator, "jobRegistry", "measure", 1n, CERTIFICATE_DIGEST);
    const signatures = await signReport(stage, 1n, nodes);
    await send(stage, evaluator, "jobRegistry", "report", 1n, REPORT, signatures);
    const signature = await signCertificate(stage, 1n, true, evaluator);
    const args = [1n, evaluator.address, CERTIFICATE_DIGEST, true, signature] as const;
    await reverts(stage, stranger, ["jobRegistry", "certify", ...args], "JobPartyConflict", [
      evaluator.address,
    ]);
  });
});

/** The other signature of the same message under the same key (s -> n - s), which a contract must not take. */
function malleate(signature: string): string {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const s = order - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith("1b") ? "1c" : "1b";
  return `${signature.slice(0, 66)}${s.toString(16).padStart(64, "0")}${v}`;
}
