import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { digestOfBytes } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Contract, JsonRpcProvider } from "ethers";
import type { Browser } from "playwright-core";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { type Stack, startStack } from "../../scripts/demo/startStack.ts";
import { openBrowser } from "./openBrowser.ts";
import { purchaseJourney } from "./purchaseJourney.ts";
import { waitForDatasets } from "./waitForDatasets.ts";

let stack: Stack;
let browser: Browser;
let chain: JsonRpcProvider;

before(async () => {
  stack = await startStack({ name: "test-dapp", devWallet: true });
  chain = new JsonRpcProvider(stack.rpcUrl);
  browser = await openBrowser();
  for (const [i, hospital] of ["rotterdam", "gbsg"].entries()) {
    await stack.startProcess(hospital);
    await waitForDatasets(stack.gatewayUrl, i + 1);
  }
});

after(async () => {
  await browser?.close();
  chain?.destroy();
  await stack?.stop();
});

test("a buyer gets 3,000 records over both hospitals with one transaction, in the browser alone", async () => {
  const page = await browser.newPage({ acceptDownloads: true });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  const transactionsBefore = await chain.getTransactionCount(accounts.buyer.address);

  const { orderId, shownHash, csv, keyFile } = await purchaseJourney(page, stack.gatewayUrl);

  assert.deepEqual(faults, [], "no page error on the way");
  assert.equal(await chain.getTransactionCount(accounts.buyer.address), transactionsBefore + 1);
  const job = await new Contract(stack.deployment.contracts.jobRegistry, JobRegistryAbi, chain)
    .getFunction("jobOf")
    .staticCall(orderId);
  const order = await new Contract(stack.deployment.contracts.market, MarketAbi, chain)
    .getFunction("orderOf")
    .staticCall(orderId);
  assert.equal(digestOfBytes(csv), job.report.outputHash, "the saved bytes are the ones on chain");
  assert.equal(shownHash, job.report.outputHash, "and the page showed their hash");
  assert.equal(new TextDecoder().decode(csv).trimEnd().split("\n").length, 3001, "header and 3,000 records");
  assert.deepEqual([...order.datasetIds], [1n, 2n], "both hospitals");
  assert.equal(keyFile.publicKey, order.buyerKey, "the key file is the order's key");

  await page.getByRole("button", { name: "Make the file again" }).click();
  await page.getByText("Made again here, and every byte is the same").waitFor();
  await page.close();
});

test("a browser without the key is asked for the key file, and anyone else for the buyer's account", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stack.gatewayUrl}/orders/1`);
  await page.getByText("Only the buyer can download").waitFor();
  await page.getByRole("button", { name: "Connect" }).click();
  await page.getByRole("button", { name: /Local dev wallet/ }).click();
  await page.getByText("The key of order 1 is not in this browser").waitFor();
  await page.getByLabel("Key file").setInputFiles({
    name: "other.json",
    mimeType: "application/json",
    buffer: Buffer.from(
      JSON.stringify({ publicKey: `0x${"11".repeat(32)}`, privateKey: `0x${"22".repeat(32)}` }),
    ),
  });
  await page.getByText("E5003").waitFor();
  await context.close();
});

test("the keyboard reaches the content first, and no page is wider than a phone", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(stack.gatewayUrl);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
  for (const path of [
    "/",
    "/datasets/1",
    "/buy?datasets=1",
    "/orders",
    "/orders/1",
    "/earnings",
    "/nowhere",
  ]) {
    await page.goto(`${stack.gatewayUrl}${path}`);
    await page.locator("main h1, main h2").first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${path} is ${overflow} px too wide`);
  }
  await context.close();
});
