import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { id, Wallet } from "ethers";
import { signAuthorization } from "../../test-support/authorization.ts";
import { reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import {
  buy,
  NO_PERMIT,
  orderRequest,
  PRICE_A_WEI,
  PRICE_B_WEI,
  publishBoth,
  signPermit,
} from "../../test-support/sale.ts";

const TOTAL_WEI = PRICE_A_WEI + PRICE_B_WEI;

describe("buying with one signature", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await createStage();
    await publishBoth(stage);
  });
  const place = (permit: unknown, overrides: Record<string, unknown> = {}) =>
    ["market", "placeOrder", orderRequest(overrides), [], permit] as const;

  it("goes through when somebody spends the EIP-2612 permit first", async () => {
    const { buyer, stranger } = stage.actors;
    const permit = await signPermit(stage, TOTAL_WEI);
    const { valueWei, deadline, v, r, s } = permit;
    const { market } = stage.deployment.contracts;
    await send(stage, stranger, "token", "permit", buyer.address, market, valueWei, deadline, v, r, s);
    await send(stage, buyer, ...place(permit));
    assert.equal(await view(stage, "market", "orderCount"), 1n);
  });

  it("is refused without allowance, with an expired permit, and to another account", async () => {
    const { buyer, stranger } = stage.actors;
    await reverts(stage, buyer, place(NO_PERMIT), "ERC20InsufficientAllowance");
    const expired = await signPermit(stage, TOTAL_WEI, (await stage.now()) - 1);
    await reverts(stage, buyer, place(expired), "ERC20InsufficientAllowance");
    const permit = await signPermit(stage, TOTAL_WEI);
    await reverts(stage, stranger, place(permit), "ERC20InsufficientAllowance");
  });

  it("refuses what the budget does not hold, and takes no money", async () => {
    const { buyer } = stage.actors;
    await buy(stage, { rhoMicro: 600_000n });
    const second = { clientOrderId: id("order 2"), rhoMicro: 400_001n };
    const call = place(await signPermit(stage, TOTAL_WEI), second);
    await reverts(stage, buyer, call, "BudgetExceeded", [1n, 400_001n, 400_000n]);
    await buy(stage, { ...second, rhoMicro: 400_000n });
  });

  it("can be relayed: the buyer signs an EIP-3009 authorization and pays no gas", async () => {
    const { deployer, stranger } = stage.actors;
    const wallet = new Wallet(id("a buyer without ether"), deployer.provider);
    await send(stage, deployer, "token", "transfer", wallet.address, TOTAL_WEI);
    const poor = { ...stage, actors: { ...stage.actors, buyer: wallet as unknown as typeof deployer } };
    const request = orderRequest();
    const authorization = await signAuthorization(poor, request, TOTAL_WEI);
    const call = ["market", "placeOrderWithAuthorization"] as const;

    // A relayer cannot change a word of the order, nor hand it in twice.
    const changed = { ...request, buyerKey: id("the relayer's key") };
    const redirected = [...call, changed, [], wallet.address, authorization] as const;
    await reverts(stage, stranger, redirected, "ERC3009InvalidSignature");
    await send(stage, stranger, ...call, request, [], wallet.address, authorization);
    assert.equal(await view(stage, "token", "balanceOf", wallet.address), 0n);
    const again = [...call, request, [], wallet.address, authorization] as const;
    await reverts(stage, stranger, again, "ERC3009UsedAuthorization");
  });
});
