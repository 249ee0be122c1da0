import { join } from "node:path";
import { JsonRpcProvider } from "ethers";
import type { Page } from "playwright-core";
import { mainFlow } from "../scripts/demo/mainFlow.ts";
import { printer } from "../scripts/demo/printer.ts";
import { accounts } from "../scripts/demo/stack/accounts.ts";
import { startStack } from "../scripts/demo/startStack.ts";
import { Steps } from "../scripts/demo/steps.ts";
import { repositoryRoot } from "../scripts/repositoryRoot.ts";
import { openBrowser } from "./dapp/openBrowser.ts";
import { fillApplication, goAs, openKey, signToRead } from "./dapp/permitsPages.ts";
import { openPermitsStage, PERMIT_TITLES } from "./dapp/permitsStage.ts";
import { exampleReport } from "./exampleReport.ts";
import { picture } from "./pictures/picture.ts";
import { terminalPage } from "./pictures/terminalPage.ts";

/** Plays the demo and takes the pictures of docs/images from the real thing: its terminal output and every page of the dApp. */
const lines = ["$ npm run demo", ""];
const print = printer(false, (line) => lines.push(line));
const stack = await startStack({ name: "screenshots", devWallet: true });
const browser = await openBrowser();
// A cached nonce would be used twice by who signs twice.
const chain = new JsonRpcProvider(stack.rpcUrl, undefined, { cacheTimeout: -1 });
try {
  print.line(`  up: gateway and dApp ${stack.gatewayUrl}\n`);
  const started = performance.now();
  await mainFlow(stack, new Steps(print.step, print.begin));
  print.line(`\n  main flow passed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await picture(browser, "demo", async (page) => page.setContent(terminalPage(lines.join("\n"))), {
    viewport: { width: 1440, height: 200 },
    isWhole: true,
  });
  const report = await exampleReport();
  await picture(browser, "report", async (page) => page.setContent(report), {
    viewport: { width: 1100, height: 1000 },
  });
  await pageOf("dapp", async (page) => {
    await page.goto(stack.gatewayUrl);
    await page
      .getByRole("link", { name: /breast/i })
      .first()
      .waitFor();
  });
  await pageOf("dapp-discover", async (page) => {
    await page.goto(`${stack.gatewayUrl}/?q=breast&certificate=private&compare=1,2`);
    await page.getByRole("status").getByText("2 datasets found", { exact: true }).waitFor();
  });
  await pageOf("dapp-dataset", async (page) => {
    await page.goto(`${stack.gatewayUrl}/datasets/1`);
    await page
      .getByRole("table", { name: /^Measured shares/ })
      .first()
      .waitFor();
  });
  await pageOf("dapp-provenance", async (page) => {
    await page.goto(`${stack.gatewayUrl}/datasets/1`);
    await page.getByRole("button", { name: /^Certificate: / }).click();
    await page
      .getByRole("heading", { name: "Where it comes from and where it went" })
      .scrollIntoViewIfNeeded();
  });
  await pageOf("dapp-compare", async (page) => {
    await page.goto(`${stack.gatewayUrl}/compare?compare=1,2`);
    await page.getByRole("columnheader").nth(1).waitFor();
  });
  await pageOf("dapp-order", async (page) => {
    await page.goto(`${stack.gatewayUrl}/orders/1`);
    await page
      .getByRole("heading", { name: /certificate/i })
      .first()
      .waitFor();
  });
  await pageOf("dapp-buy", async (page) => {
    await openAs(page, accounts.buyer, "/buy?datasets=1,2");
    await page.getByRole("radio", { name: /Scientific research/ }).check();
    await page.getByRole("button", { name: /^Pay .* SYM into escrow$/ }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
  });
  await pageOf("dapp-orders", async (page) => {
    await openAs(page, accounts.buyer, "/orders");
    await page.getByRole("article").first().waitFor();
  });
  await pageOf("dapp-earnings", async (page) => {
    await openAs(page, accounts.rotterdam, "/earnings");
    await page.getByRole("table").first().waitFor();
  });
  await pageOf("dapp-hospital", async (page) => {
    await openAs(page, accounts.rotterdam, "/provide");
    await page
      .getByRole("link", { name: /breast/i })
      .first()
      .waitFor();
  });
  await pageOf("dapp-not-found", async (page) => {
    await page.goto(`${stack.gatewayUrl}/nowhere`);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  });
  await pageOf("dapp-audit", async (page) => {
    await page.goto(`${stack.gatewayUrl}/audit?order=1`);
    await page.getByText(/checks pass$/).waitFor();
  });
  await pageOf("dapp-patient", async (page) => {
    await page.goto(`${stack.gatewayUrl}/patient/1`);
    await page.getByRole("heading", { name: "Who used this data" }).waitFor();
  });
  await pageOf("dapp-work", async (page) => {
    await openAs(page, accounts.worker1, "/work");
    await page.getByRole("heading", { name: "Stake" }).waitFor();
  });
  const bodies = await openPermitsStage(stack, chain, 2);
  await pageOf("dapp-apply", fillForm);
  // The same again, handed in, for the access body's desk.
  const applicant = await browser.newPage();
  await fillForm(applicant);
  await applicant.getByRole("button", { name: "Sign and hand in" }).click();
  const casePath = await applicant.getByRole("link", { name: "Case in Finland" }).getAttribute("href");
  await applicant.close();
  await pageOf("dapp-case", async (page) => {
    await goAs(page, stack.gatewayUrl, casePath ?? "", accounts.buyer);
    await signToRead(page);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
  });
  await pageOf("dapp-permits", async (page) => {
    await goAs(page, stack.gatewayUrl, "/permits", accounts.buyer);
    await page
      .getByRole("link", { name: /Case in Finland|register/i })
      .first()
      .waitFor();
  });
  await pageOf("dapp-hdab", async (page) => {
    await goAs(page, stack.gatewayUrl, casePath ?? "", bodies.FI.wallet);
    await signToRead(page);
    await openKey(page, bodies.FI);
    await page.getByRole("button", { name: "It is complete" }).click();
    await page.getByRole("heading", { name: "Criteria and risks" }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
  });
  await pageOf("dapp-register", async (page) => {
    await goAs(page, stack.gatewayUrl, "/permits/register", null);
    await page.getByRole("article").first().waitFor();
  });
  await pageOf("dapp-style", async (page) => {
    await page.goto(`${stack.gatewayUrl}/style`);
    await page.getByRole("heading", { name: "Style guide" }).waitFor();
  });
  await pageOf("dapp-publish", async (page) => {
    await openAs(page, accounts.rotterdam, "/provide/publish");
    const file = join(repositoryRoot, "examples", "breast", "rotterdam.csv");
    await page.getByLabel(/^File with one row/).setInputFiles(file);
    await page.getByText(/records read$/).waitFor();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: /columns to publish$/ }).waitFor();
    await page.getByText(/^Fewer than/).waitFor();
  });
  await pageOf("dapp-provide", async (page) => {
    await openAs(page, accounts.rotterdam, "/provide/datasets/1");
    await page.getByRole("table", { name: "Use log" }).waitFor();
  });
} finally {
  await browser.close();
  chain.destroy();
  await stack.stop();
}

/** A picture of a page of the dApp, and two of how it is on the narrowest phone and on a wide dark screen. */
async function pageOf(name: string, open: (page: Page) => Promise<unknown>): Promise<void> {
  await picture(browser, name, open, { viewport: { width: 1280, height: 900 }, isAtAllWidths: true });
}

/** A page as a local wallet of this account sees it. */
async function openAs(page: Page, account: { readonly privateKey: string }, path: string): Promise<void> {
  const { privateKey } = account;
  await page.route("**/dev-wallet.json", (route) => route.fulfill({ json: { privateKey } }));
  await page.goto(`${stack.gatewayUrl}${path}`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page
    .getByRole("button", { name: /Local dev wallet/ })
    .first()
    .click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();
}

/** Fills the application form over the two datasets of the EHDS lane, which come after the demo's own. */
async function fillForm(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("symbolon/permit-basket/31337", '["3","4"]'));
  await goAs(page, stack.gatewayUrl, "/permits/apply", accounts.buyer);
  await fillApplication(page, accounts.buyer.address, Object.values(PERMIT_TITLES));
  await page.evaluate(() => scrollTo(0, 0));
}
