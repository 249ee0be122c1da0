import { parseArgs } from "node:util";
import { id } from "ethers";
import hre from "hardhat";
import { consentSet, withdrawalArgs } from "./test-support/consents.ts";
import { send } from "./test-support/contractCalls.ts";
import { createStage } from "./test-support/createStage.ts";
import { certify, claim, finalise, measure, report } from "./test-support/jobSteps.ts";
import { buy, listing, PRICE_A_WEI, PRICE_B_WEI } from "./test-support/sale.ts";

/** One measured transaction. */
type Row = { readonly operation: string; readonly gas: number };

/** Plays the main flow on a fresh chain and notes the gas each transaction used, refunds included. */
async function measureGas(): Promise<Row[]> {
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  const stage = await createStage();
  const { hospitalA, hospitalB, stranger, deployer } = stage.actors;
  const rows: Row[] = [];
  const note = async (operation: string, receipt: Promise<{ gasUsed: bigint }>) => {
    rows.push({ operation, gas: Number((await receipt).gasUsed) });
  };
  const { root } = consentSet();
  const publish = (signer: typeof hospitalA, priceWei: bigint) =>
    send(stage, signer, "datasetRegistry", "publish", listing({ priceWei, consentRoot: root }));

  await note("publish, provider's first", publish(hospitalA, PRICE_A_WEI));
  await publish(hospitalB, PRICE_B_WEI);
  await note("publish, again", publish(hospitalB, PRICE_B_WEI));
  await note("setTerms, first change", send(stage, hospitalB, "datasetRegistry", "setTerms", 3n, 1n, 8));
  // Gives the market a balance, as any running market has one.
  await buy(stage, { datasetIds: [2n], maxPriceWei: PRICE_B_WEI, clientOrderId: id("order 0") });
  const first = await withNewBuyer("node4");
  await note(
    "buy with permit, one dataset, buyer's first",
    buy(first, { datasetIds: [1n], maxPriceWei: PRICE_A_WEI }),
  );
  const second = await withNewBuyer("treasury");
  await note("buy with permit, two datasets, buyer's first", buy(second));
  await note("buy with permit, two datasets, again", buy(second, { clientOrderId: id("order 2") }));
  await note("claim", claim(stage, 3n));
  await note("measure", measure(stage, 3n));
  await note("report", report(stage, 3n));
  await note("certify", certify(stage, 3n));
  await note("finalise, payees' first", finalise(stage, 3n));
  await note("withdraw rewards", send(stage, hospitalA, "rewards", "withdraw", hospitalA.address));
  await note("withdraw a consent, relayed", withdraw());
  await stage.pass(86_401);
  await note("refund after the deadline", send(stage, stranger, "market", "refund", 2n));
  return rows;

  async function withdraw() {
    return send(stage, stranger, "consentRegistry", "withdraw", ...(await withdrawalArgs(stage, 1n, 0)));
  }

  async function withNewBuyer(name: "node4" | "treasury") {
    const buyer = stage.actors[name];
    await send(stage, deployer, "token", "transfer", buyer.address, 10n ** 22n);
    return { ...stage, actors: { ...stage.actors, buyer } };
  }
}

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const rows = await measureGas();
if (values.json) console.log(JSON.stringify(rows));
else for (const { operation, gas } of rows) console.log(`| ${operation} | ${gas.toLocaleString("en")} |`);
