import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, Wallet } from "ethers";
import { send } from "../test-support/contractCalls.ts";
import type { Stage } from "../test-support/createStage.ts";

/** The stage with another buyer, who has tokens and ether and has never sent anything. */
export async function newBuyer(stage: Stage, name: string, fundsWei = 10n ** 22n): Promise<Stage> {
  const { deployer } = stage.actors;
  const wallet = new Wallet(id(`gas buyer ${name}`), deployer.provider);
  const funding = await deployer.sendTransaction({ to: wallet.address, value: 10n ** 18n });
  await funding.wait();
  await send(stage, deployer, "token", "transfer", wallet.address, fundsWei);
  return { ...stage, actors: { ...stage.actors, buyer: wallet as unknown as HardhatEthersSigner } };
}
