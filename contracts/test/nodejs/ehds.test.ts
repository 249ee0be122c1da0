import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { monthsBefore } from "@symbolon/protocol";
import { id } from "ethers";
import { eventOf, reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import { certify, playUntil } from "../../test-support/jobSteps.ts";
import { decision, issuePermit, revokePermit } from "../../test-support/permits.ts";
import { jobOf, orderOf, settlementOf } from "../../test-support/records.ts";
import {
  buy,
  COSTS,
  EHDS,
  listing,
  NO_PERMIT,
  orderRequest,
  publish,
  publishBoth,
} from "../../test-support/sale.ts";

const TWO = { datasetIds: [1n, 2n], maxPriceWei: 200n };

describe("the EHDS lane", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await createStage();
    await publish(stage, stage.actors.hospitalA, EHDS);
    await publish(stage, stage.actors.hospitalB, EHDS);
  });

  it("takes only prices that are the sum of typed cost lines", async () => {
    const { hospitalA } = stage.actors;
    const refused = (overrides: Record<string, unknown>, error: string) =>
      reverts(stage, hospitalA, ["datasetRegistry", "publish", listing({ ...EHDS, ...overrides })], error);
    await refused({ priceWei: 101n }, "DatasetPriceInvalid");
    await refused({ rowPriceWei: 1n }, "DatasetPriceInvalid");
    await refused({ renewalBps: 1 }, "DatasetRenewalInvalid");
    await refused({ consentRoot: id("root") }, "DatasetConsentRootInvalid");
    const repriced = ["datasetRegistry", "setTerms", 1n, 5n, 0n, 0, 8] as const;
    await reverts(stage, hospitalA, repriced, "DatasetCostBased", [1n]);
  });

  it("sells to nobody without a permit for these datasets and this purpose", async () => {
    const { buyer, accessBody } = stage.actors;
    const place = (overrides: Record<string, unknown>) =>
      ["market", "placeOrder", orderRequest({ ...TWO, ...overrides }), [], NO_PERMIT] as const;
    await reverts(stage, buyer, place({}), "OrderPermitNeeded", [1n]);
    const permitId = await issuePermit(stage, { datasetIds: [1n] });
    await reverts(stage, buyer, place({ permitId }), "PermitDatasetNotGranted", [permitId, 2n]);
    const narrow = await issuePermit(stage, { datasetIds: [1n, 2n], purposesMask: 0b1000 });
    await reverts(stage, buyer, place({ permitId: narrow }), "PermitPurposeNotGranted", [narrow, 0b10000n]);
    const foreign = await issuePermit(stage, { datasetIds: [1n, 2n], holder: accessBody.address });
    await reverts(stage, buyer, place({ permitId: foreign }), "PermitNotHolder", [foreign, buyer.address]);
  });

  it("never mixes with the commercial lane", async () => {
    const { buyer } = stage.actors;
    await publishBoth(stage);
    const permitId = await issuePermit(stage, { datasetIds: [1n, 2n] });
    const place = (overrides: Record<string, unknown>) =>
      ["market", "placeOrder", orderRequest(overrides), [], NO_PERMIT] as const;
    await reverts(stage, buyer, place({ datasetIds: [2n, 3n], permitId }), "OrderLaneMixed", [3n]);
    await reverts(stage, buyer, place({ datasetIds: [3n, 4n], permitId }), "OrderPermitNotUsed", [permitId]);
    const commercial = await decision(stage, { datasetIds: [3n] });
    const issue = ["permitRegistry", "issue", commercial] as const;
    await reverts(stage, stage.actors.accessBody, issue, "PermitDatasetWrongLane", [3n]);
  });

  it("pays every cost line to whom it is for", async () => {
    const { hospitalA, hospitalB, evaluator, accessBody } = stage.actors;
    const permitId = await issuePermit(stage, { datasetIds: [1n, 2n] });
    await buy(stage, { ...TWO, permitId });
    await playUntil(stage, 1n, "finalise");
    const { payees, amountsWei } = await settlementOf(stage, 1n);
    assert.deepEqual(amountsWei.slice(0, 2), [COSTS.holderWei, COSTS.holderWei]);
    assert.deepEqual(
      payees.slice(0, 2),
      [hospitalA, hospitalB].map(({ address }) => address.toLowerCase()),
    );
    const computeWei = amountsWei.slice(2, 5).reduce((sum, amount) => sum + amount, 0n);
    assert.equal(computeWei, 2n * COSTS.computeWei);
    assert.deepEqual(amountsWei.slice(5), [2n * COSTS.evaluationWei, 2n * COSTS.accessBodyWei]);
    assert.deepEqual(
      payees.slice(5),
      [evaluator, accessBody].map(({ address }) => address.toLowerCase()),
    );
  });

  it("lets out nothing but differentially private results", async () => {
    const { deployer } = stage.actors;
    const permitId = await issuePermit(stage, { datasetIds: [1n, 2n] });
    await buy(stage, { ...TWO, permitId });
    await playUntil(stage, 1n, "report");
    await send(stage, deployer, "jobRegistry", "setThresholds", 2, [1_000, 2_000, 5_500]);
    await assert.rejects(certify(stage, 1n, { releaseClass: 2n }));
    await certify(stage, 1n);
  });

  it("stops a job whose permit was revoked, gives the money back, and pays nobody", async () => {
    const { buyer, accessBody, stranger } = stage.actors;
    const permitId = await issuePermit(stage, { datasetIds: [1n, 2n] });
    const before = await view(stage, "token", "balanceOf", buyer.address);
    await buy(stage, { ...TWO, permitId });
    await playUntil(stage, 1n, "certify");
    const records = [(await orderOf(stage, 1n)).terms, await jobOf(stage, 1n)] as const;

    await send(stage, accessBody, "permitRegistry", "suspend", permitId, id("reason"));
    await reverts(stage, stranger, ["jobRegistry", "finalise", 1n, ...records], "PermitNotValid");
    await reverts(stage, stranger, ["jobRegistry", "fail", 1n, 5, ...records], "JobCannotFail", [1n, 5n]);
    await revokePermit(stage, permitId);
    const failed = await send(stage, stranger, "jobRegistry", "fail", 1n, 5, ...records);
    assert.equal(eventOf(stage, "jobRegistry", "JobFailed", failed).reason, 5n);
    await send(stage, stranger, "market", "refund", 1n, records[0]);
    assert.equal(await view(stage, "token", "balanceOf", buyer.address), before);
  });

  it("Art. 68(12): takes every extension that the access body's calendar takes as asked a month before the end", async () => {
    const { accessBody } = stage.actors;
    const zones = ["Europe/Helsinki", "Europe/Lisbon", "Europe/Paris"];
    // Thirteen months in a row, with February and both changes of the clocks; ends at midnight and at noon, in local time and not.
    for (let month = 0; month < 13; month++) {
      const validFrom = await stage.now();
      const validUntil = validFrom + 33 * 86_400 + (month % 2) * 43_200;
      const permitId = await issuePermit(stage, { validFrom, validUntil });
      // The last second in time by each calendar; the request lies before the decision.
      const askedAt = zones.map((timeZone) => monthsBefore(validUntil, 1, { timeZone, holidays: [] }) - 1);
      await stage.pass(Math.max(...askedAt) - (await stage.now()) + 1);
      const extend = (asked: number) =>
        stage.contracts.permitRegistry
          .connect(accessBody)
          .getFunction("extend")
          .staticCall(permitId, id("decision 2"), validUntil + 86_400, asked);
      for (const asked of askedAt) await extend(asked);
      // Whoever asks days too late by any calendar is refused here too.
      await assert.rejects(extend(validUntil - 26 * 86_400));
    }
  });

  it("pins the opt-out list that was there when the permit was approved, not a later one", async () => {
    const { hospitalA } = stage.actors;
    await send(stage, hospitalA, "consentRegistry", "anchorOptOutRoot", 1n, id("list 1"));
    await stage.pass(10);
    const permitId = await issuePermit(stage, { datasetIds: [1n, 2n] });
    await stage.pass(10);
    await send(stage, hospitalA, "consentRegistry", "anchorOptOutRoot", 1n, id("list 2"));
    await buy(stage, { ...TWO, permitId });
    await playUntil(stage, 1n, "finalise");
    assert.deepEqual((await jobOf(stage, 1n)).consentEpochs, [1n, 0n]);
  });
});
