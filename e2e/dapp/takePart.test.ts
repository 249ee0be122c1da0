import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { ShareMessage } from "@symbolon/protocol";
import { JsonRpcProvider } from "ethers";
import type { Browser, Page } from "playwright-core";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { type Stack, startStack } from "../../scripts/demo/startStack.ts";
import { symbolonCommand } from "../../scripts/demo/symbolonCommand.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { openBrowser } from "./openBrowser.ts";
import { readOrder } from "./readOrder.ts";
import { waitForDatasets } from "./waitForDatasets.ts";

const EXAMPLES = join(repositoryRoot, "examples", "breast");
const REPORT_MILLIS = 480_000;

let stack: Stack;
let browser: Browser;
let chain: JsonRpcProvider;
before(async () => {
  stack = await startStack({ name: "test-take-part", port: 0, devWallet: true });
  chain = new JsonRpcProvider(stack.rpcUrl);
  browser = await openBrowser();
  for (const [i, hospital] of ["rotterdam", "gbsg"].entries()) {
    await stack.startProcess(hospital);
    await waitForDatasets(stack.gatewayUrl, i + 1);
  }
  // From here on the smaller hospital has no running node.
  await stack.rooms.get("gbsg")!.stop();
});
after(async () => {
  await browser?.close();
  chain?.destroy();
  await stack?.stop();
});

/** A buyer's order over both datasets, from the command line. */
async function buyOrder(): Promise<string> {
  const env = { SYMBOLON_GATEWAY: stack.gatewayUrl, SYMBOLON_PRIVATE_KEY: accounts.buyer.privateKey };
  const spec = join(stack.folder, "order.json");
  const ordered = await symbolonCommand(
    [
      ...["order", "--datasets", "1,2", "--rows", "500", "--epsilon", "3", "--delta", "1e-6"],
      ...["--engine", "fixed", "--purpose", "SCIENTIFIC_RESEARCH", "--out", spec],
    ],
    env,
  );
  assert.equal(ordered.code, 0, JSON.stringify(ordered.value));
  const bought = await symbolonCommand<{ orderId: string }>(["buy", spec], env);
  assert.equal(bought.code, 0, JSON.stringify(bought.value));
  return bought.value.orderId;
}

/** The provider's page with a local wallet of this key connected. */
async function provide(privateKey: string, orderId: string): Promise<Page> {
  const context = await browser.newContext();
  await context.route("**/dev-wallet.json", (route) => route.fulfill({ json: { privateKey } }));
  const page = await context.newPage();
  await page.goto(`${stack.gatewayUrl}/provide/orders/${orderId}`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page
    .getByRole("button", { name: /Local dev wallet/ })
    .first()
    .click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();
  return page;
}

test("a hospital takes part from the browser: three sealed packages leave it, the same after a reload, and the job goes on", async () => {
  const orderId = await buyOrder();
  const stranger = await provide(accounts.buyer.privateKey, orderId);
  await stranger.getByText("Only a provider of this order can take part").waitFor();
  await stranger.context().close();

  const page = await provide(accounts.gbsg.privateKey, orderId);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  const bodies: string[] = [];
  const packages: ShareMessage[] = [];
  page.on("request", (request) => {
    const body = request.postData();
    if (body === null) return;
    bodies.push(body);
    if (request.url().endsWith(`/jobs/${orderId}/shares`))
      packages.push(ShareMessage.parse(JSON.parse(body)));
  });
  await page.getByLabel("Configuration").setInputFiles(join(EXAMPLES, "gbsg.mapping.json"));
  await page.getByLabel("Records").setInputFiles(join(EXAMPLES, "rotterdam.csv"));
  await page.getByLabel("Consent book").setInputFiles(join(stack.folder, "gbsg", "consents.json"));
  await page.getByRole("button", { name: "Check, count and seal" }).click();
  await page.getByText("E1001").waitFor();
  await page.getByLabel("Records").setInputFiles(join(EXAMPLES, "gbsg.csv"));
  await page.getByRole("button", { name: "Check, count and seal" }).click();
  const nodes = page.getByRole("list", { name: "Nodes" }).getByRole("listitem");
  await nodes.first().waitFor();
  assert.equal(await nodes.count(), 3);
  assert.equal(await page.getByText("not sent").count(), 3);
  assert.equal(packages.length, 0, "sealing sends nothing");

  // One node is out of reach: the others get theirs, and it is named.
  const { job } = await readOrder(chain, stack.deployment, BigInt(orderId));
  const [, endpoint] = ((await nodes.first().textContent()) ?? "").match(/(http:\S+)/)!;
  await page.route(`${endpoint}/**`, (route) => route.abort());
  await page.getByRole("button", { name: "Sign and send" }).click();
  await page.getByText("E6004").waitFor();
  assert.equal(await page.getByText("has it").count(), 2);
  await page.unroute(`${endpoint}/**`);
  const kept = new Map(packages.map((message, i) => [i, message.sealed]));
  await page.reload();
  await page.getByText("has it").first().waitFor();
  assert.equal(await page.getByLabel("Records").count(), 0, "the files are not asked for again");
  await page.getByRole("button", { name: "Sign and send" }).click();
  await page.getByText("All three nodes have their package").waitFor();
  const sealed = new Set(packages.map((message) => message.sealed));
  assert.equal(sealed.size, 3, "the node that was out of reach got the bytes that it was to get");
  assert.ok([...kept.values()].every((bytes) => sealed.has(bytes)));
  assert.equal(job.state, "CLAIMED");
  for (const body of bodies) {
    assert.doesNotMatch(
      body,
      /132,49,pre|symbolon-consent-book|holdoutSecret/,
      "no record and no secret leaves",
    );
  }

  await page.getByText("The file is reported: your answer is due").waitFor({ timeout: REPORT_MILLIS });
  const answered = await symbolonCommand<{ steps: { step: string }[] }>(
    [
      ...["take-part", orderId, "--answer", "--config", join(EXAMPLES, "gbsg.mapping.json")],
      ...["--state", join(stack.folder, "gbsg"), "--rpc", stack.rpcUrl],
      ...["--deployment", stack.deploymentFile, "--ipfs", stack.ipfsUrl],
    ],
    { SYMBOLON_PRIVATE_KEY: accounts.gbsg.privateKey },
  );
  assert.deepEqual([answered.code, answered.value.steps.map(({ step }) => step)], [0, ["answered"]]);
  let state = "";
  for (let i = 0; i < 1500 && !["FINALISED", "FAILED"].includes(state); i++) {
    await delay(200);
    ({ state } = (await readOrder(chain, stack.deployment, BigInt(orderId))).job);
  }
  assert.equal(state, "FINALISED");
  assert.deepEqual(faults, []);
  await page.context().close();
});
