import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { id } from "ethers";
import { reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import {
  buy,
  orderRequest,
  PRICE_A_WEI,
  PRICE_B_WEI,
  publishBoth,
  signPermit,
  USELESS_PERMIT,
} from "../../test-support/sale.ts";

const TOTAL_WEI = PRICE_A_WEI + PRICE_B_WEI;

describe("buying with a permit", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await createStage();
    await publishBoth(stage);
  });

  it("goes through when somebody spends the permit first", async () => {
    const { buyer, stranger } = stage.actors;
    const permit = await signPermit(stage, TOTAL_WEI);
    const { valueWei, deadline, v, r, s } = permit;
    const { market } = stage.deployment.contracts;
    await send(stage, stranger, "token", "permit", buyer.address, market, valueWei, deadline, v, r, s);
    await send(stage, buyer, "market", "placeOrderWithPermit", orderRequest(), permit);
    assert.equal(await view(stage, "market", "orderCount"), 1n);
  });

  it("is refused without allowance when the permit does not hold", async () => {
    const { buyer } = stage.actors;
    const call = ["market", "placeOrderWithPermit", orderRequest(), USELESS_PERMIT] as const;
    await reverts(stage, buyer, call, "ERC20InsufficientAllowance");
  });

  it("is refused when the permit has expired", async () => {
    const { buyer } = stage.actors;
    const expired = await signPermit(stage, TOTAL_WEI, (await stage.now()) - 1);
    const call = ["market", "placeOrderWithPermit", orderRequest(), expired] as const;
    await reverts(stage, buyer, call, "ERC20InsufficientAllowance");
  });

  it("cannot be used by another account", async () => {
    const { stranger } = stage.actors;
    const permit = await signPermit(stage, TOTAL_WEI);
    const call = ["market", "placeOrderWithPermit", orderRequest(), permit] as const;
    await reverts(stage, stranger, call, "ERC20InsufficientAllowance");
  });

  it("refuses the same order twice and names the first", async () => {
    const { buyer } = stage.actors;
    await buy(stage);
    const call = [
      "market",
      "placeOrderWithPermit",
      orderRequest(),
      await signPermit(stage, TOTAL_WEI),
    ] as const;
    await reverts(stage, buyer, call, "OrderDuplicate", [buyer.address, id("order 1"), 1n]);
    assert.equal(await view(stage, "token", "balanceOf", stage.deployment.contracts.market), TOTAL_WEI);
  });

  it("refuses what the budget does not hold, and takes no money", async () => {
    const { buyer } = stage.actors;
    await buy(stage, { rhoMicro: 600_000n });
    const second = orderRequest({ clientOrderId: id("order 2"), rhoMicro: 400_001n });
    const call = ["market", "placeOrderWithPermit", second, await signPermit(stage, TOTAL_WEI)] as const;
    await reverts(stage, buyer, call, "BudgetExceeded", [1n, 400_001n, 400_000n]);
    await buy(stage, { clientOrderId: id("order 2"), rhoMicro: 400_000n });
  });

  it("refuses a purpose outside the mask", async () => {
    const call = ["market", "placeOrder", orderRequest({ purpose: 0b100000 })] as const;
    await reverts(stage, stage.actors.buyer, call, "OrderPurposeNotAllowed", [1n, 0b100000n]);
  });
});
