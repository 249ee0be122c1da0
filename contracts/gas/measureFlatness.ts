import { id } from "ethers";
import { send } from "../test-support/contractCalls.ts";
import type { Stage } from "../test-support/createStage.ts";
import { certify, claim, commit, finalise, measure, report } from "../test-support/jobSteps.ts";
import { NO_PERMIT, orderRequest, PRICE_A_WEI } from "../test-support/sale.ts";
import { GasBook } from "./gasRow.ts";
import { order } from "./measureJobs.ts";

/** Gas of one operation with one open job and with many. */
export type Flatness = { readonly operation: string; readonly gasFew: number; readonly gasMany: number };

/**
 * Plays one job to its end, opens `openJobs` others, plays another one: an operation whose cost depends on how many are open would show it
 * (Ocean's escrow costs 2.7 times as much with 100 locks).
 */
export async function measureFlatness(stage: Stage, openJobs: number): Promise<Flatness[]> {
  // The first order of all fills slots that later ones find in use.
  await play(stage, "before");
  const few = await play(stage, "few");
  const { buyer } = stage.actors;
  const { market } = stage.deployment.contracts;
  await send(stage, buyer, "token", "approve", market, 2n ** 255n);
  for (let i = 0; i < openJobs; ++i) {
    const request = orderRequest({
      datasetIds: [1n],
      maxPriceWei: PRICE_A_WEI,
      rhoMicro: 1n,
      clientOrderId: id(`open ${i}`),
    });
    await send(stage, buyer, "market", "placeOrder", request, [], NO_PERMIT);
  }
  const many = await play(stage, "many");
  return few.rows.map(({ operation, gas }, i) => ({
    operation,
    gasFew: gas,
    gasMany: many.rows[i]!.gas,
  }));
}

async function play(stage: Stage, name: string): Promise<GasBook> {
  const book = new GasBook();
  const before = await stage.actors.deployer.provider!.getBlockNumber();
  const orderId = await order(stage, name);
  const blocks = await stage.actors.deployer.provider!.getBlockNumber();
  if (blocks !== before + 1) throw new Error("the order took more than one block");
  const placed = await stage.actors.deployer.provider!.getBlock(blocks);
  book.rows.push({ operation: "buy", gas: Number(placed!.gasUsed) });
  for (const [operation, step] of Object.entries({ claim, measure, commit, report, certify, finalise }))
    await book.note(`job ${operation}`, step(stage, orderId));
  return book;
}
