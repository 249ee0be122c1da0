import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { Contract, JsonRpcProvider } from "ethers";
import type { Browser, Page } from "playwright-core";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { type Stack, startStack } from "../../scripts/demo/startStack.ts";
import { assessedCase } from "./assessedCase.ts";
import { axeFindings } from "./axeFindings.ts";
import { openBrowser } from "./openBrowser.ts";
import { fill, fillStatistic, openAs, openKey, signToRead } from "./permitsPages.ts";
import { openPermitsStage, type StageBody } from "./permitsStage.ts";
import { shiftedClock } from "./shiftedClock.ts";
import { signedPut } from "./signedPut.ts";

const { buyer, rotterdam, worker1 } = accounts;
/** Beyond the month in which holder and user may agree on the fee (Art. 62(4)). */
const DAYS_AHEAD = 45;
const LONG_TITLE =
  "Sydämen vajaatoiminnan ennusteeseen vaikuttavien tekijöiden rekisteritutkimus erikoissairaanhoidossa";
let stack: Stack;
let browser: Browser;
let chain: JsonRpcProvider;
let registry: Contract;
let body: StageBody;
/** How far the hub's clock and the browsers' are ahead. */
let daysAhead = 0;
let casePath: string;
let secondPath: string;

before(async () => {
  stack = await startStack({ name: "test-permit-life", port: 0, devWallet: true });
  // A cached nonce would be used twice by who signs twice.
  chain = new JsonRpcProvider(stack.rpcUrl, undefined, { cacheTimeout: -1 });
  registry = new Contract(stack.deployment.contracts.permitRegistry, PermitRegistryAbi, chain);
  browser = await openBrowser();
  body = (await openPermitsStage(stack, chain)).FI;
  casePath = await assessedCase(stack, body, buyer, { title: LONG_TITLE, isQuoted: true });
  secondPath = await assessedCase(stack, body, buyer, { title: "Asthma and school", isQuoted: false });
});

after(async () => {
  await browser?.close();
  chain?.destroy();
  await stack?.stop();
});

const open = (path: string, wallet: typeof buyer | null, width?: number) =>
  openAs(browser, stack.gatewayUrl, path, wallet, width, daysAhead);
const main = (page: Page) => page.getByRole("main");
const button = (page: Page, name: string | RegExp) => main(page).getByRole("button", { name });
const summary = (page: Page, text: string) => main(page).locator("summary", { hasText: text });
/** Opens a form, unless it is open. */
const expand = (page: Page, text: string) =>
  summary(page, text).evaluate((element) => element.parentElement!.setAttribute("open", ""));
const permitOnChain = async () =>
  (await registry.getFunction("permitOf")(1n)) as { validUntil: bigint; version: bigint; state: bigint };
/** A party's page of a case, read by its signature. */
async function party(path: string, wallet: typeof buyer): Promise<Page> {
  const page = await open(path, wallet);
  await signToRead(page);
  await main(page).getByRole("heading", { name: "What happened" }).waitFor();
  return page;
}
async function deskOf(path: string): Promise<Page> {
  const desk = await party(path, body.wallet);
  await openKey(desk, body);
  return desk;
}
/** No finding of axe at 320 px in light and 1280 px in dark, and nothing wider than its window, with every form of the page open. */
async function assertAccessible(page: Page, what: string): Promise<void> {
  for (const [width, colorScheme] of [
    [320, "light"],
    [1280, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("main details")) details.setAttribute("open", "");
    });
    await page.waitForFunction(() => document.querySelector(".skeleton") === null);
    // Colours are compared once they have stopped changing.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    assert.deepEqual(await axeFindings(page), [], `${what} at ${width} px, ${colorScheme}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${what} is ${overflow} px too wide at ${width} px`);
  }
}

test("a permit that is on chain and not recorded is finished after a reload, without a second transaction", async () => {
  const desk = await deskOf(casePath);
  await fill(desk, { "Valid until": "2020-01-01" });
  await button(desk, "Issue the permit").click();
  await main(desk).getByText("E1006").waitFor();
  await fill(desk, { "Valid until": "2028-11-28" });
  await desk.route("**/acts/*", (route) => route.abort());
  const saved = desk.waitForEvent("download");
  await button(desk, "Issue the permit").click();
  await saved;
  await main(desk).getByRole("alert").first().waitFor();
  assert.equal(await registry.getFunction("permitCount")(), 1n);
  await desk.unroute("**/acts/*");
  await desk.reload();
  await signToRead(desk);
  // The key of the access body is not needed for it.
  await main(desk).getByText("Permit 1 is on chain, and not recorded in the case yet").waitFor();
  assert.equal(await button(desk, "Send the quote").count(), 0, "another quote would not be the permit's");
  assert.equal(
    await button(desk, "Issue the permit").count(),
    0,
    "there is nothing that issues a second one",
  );
  await assertAccessible(desk, "an unrecorded permit");
  await button(desk, "Finish with permit 1").click();
  await desk.getByRole("heading", { name: "Permit 1" }).waitFor();
  assert.equal(await registry.getFunction("permitCount")(), 1n);
  const kept = await desk.evaluate(() =>
    Object.keys(localStorage).filter((slot) => slot.startsWith("symbolon/permit/")),
  );
  assert.deepEqual(kept, [], "what is recorded is forgotten here");
  await desk.context().close();
});

test("Art. 68(12), (13), 62(4), 61(5): the user asks for more time, by keyboard alone, for a change, disputes the fee, passes a finding on", async () => {
  const user = await party(casePath, buyer);
  await summary(user, "Ask for more time").focus();
  await user.keyboard.press("Enter");
  await user.keyboard.press("Tab");
  await user.keyboard.type("01022020");
  await user.getByLabel("Why more time is needed").focus();
  await user.keyboard.type("A second paper");
  await user.getByText("It ends before it starts.").waitFor();
  assert.equal(await button(user, "Ask for the extension").isDisabled(), true);
  await fill(user, { "New last day": "2031-01-31" });
  await button(user, "Ask for the extension").focus();
  await user.keyboard.press("Enter");
  await user.getByText("Extension asked for, until 31 Jan 2031").waitFor();

  await user.getByText("More time, until 31 Jan 2031 (Art. 68(12))").waitFor();
  await summary(user, "Ask for a change of the permit").click();
  await fill(user, { "What should change, and why": "One more researcher" });
  await button(user, "Ask for the change").click();
  await user.getByText("Amendment asked for").waitFor();

  await expand(user, "Dispute the fee");
  await fill(user, { "What you do not agree with": "The holder's part is too high" });
  await button(user, "Dispute the fee").click();
  await user.getByText("Fee disputed").waitFor();
  assert.equal(await summary(user, "Dispute the fee").count(), 0, "once");

  await expand(user, "Pass on a finding");
  const sent: string[] = [];
  user.on("request", (request) => sent.push(request.postData() ?? ""));
  await fill(user, { "The finding": "A rare allele in three records" });
  await button(user, "Seal and pass on").click();
  await user.getByText("A finding about a person's health was passed on, sealed").waitFor();
  assert.ok(sent.some((text) => text.includes("health-finding")));
  assert.equal(
    sent.some((text) => text.includes("rare allele")),
    false,
    "its words leave the browser sealed",
  );
  await assertAccessible(user, "the user's part under a permit");
  await user.context().close();
});

test("the access body reads the finding, extends for less than was asked, amends; chain and case agree, and the proof holds", async () => {
  const desk = await deskOf(casePath);
  await main(desk).getByText("A rare allele in three records").waitFor();
  await assertAccessible(desk, "the access body's desk");
  const before = await permitOnChain();
  await fill(desk, { "Extended until": "2031-02-28" });
  await main(desk).getByText("That is longer than was asked for.").waitFor();
  assert.equal(await button(desk, "Extend the permit").isDisabled(), true);
  await fill(desk, { "Extended until": "2030-12-31" });
  // The act is lost once: the page finishes from what the chain has.
  await desk.route("**/acts/*", (route) => route.abort());
  await button(desk, "Extend the permit").click();
  await button(desk, "Finish with permit 1").waitFor();
  await desk.evaluate(() => localStorage.clear());
  await desk.unroute("**/acts/*");
  await button(desk, "Finish with permit 1").click();
  await desk.getByText("Permit extended until 31 Dec 2030").waitFor();
  const extended = await permitOnChain();
  assert.ok(extended.validUntil > before.validUntil);
  assert.equal(Number(extended.validUntil), Date.parse("2030-12-31T23:59:59Z") / 1000);

  await button(desk, "Add a researcher").click();
  assert.equal(await button(desk, "Amend the permit").isDisabled(), true);
  await fill(desk, {
    "Name of new person 1": "Aino Toinen",
    "Account of new person 1": worker1.address,
    Conditions: "Results leave the environment through the airlock only\nOne year of logs",
  });
  const saved = desk.waitForEvent("download");
  await button(desk, "Amend the permit").click();
  await saved;
  await desk.getByText("Permit amended to version 3").waitFor();
  assert.equal((await permitOnChain()).version, 2n, "the chain counts amendments");
  await desk.context().close();

  const user = await party(casePath, buyer);
  await button(user, "Check its proof").click();
  const checks = main(user).getByRole("list", { name: "Proof of the permit" }).getByRole("listitem");
  await checks.first().waitFor();
  for (const text of await checks.allTextContents()) assert.match(text, /^Passed: /);
  assert.equal(await summary(user, "Ask for more time").count(), 0, "a permit is extended once");
  await user.context().close();
});

test("Art. 62(4): the access body sets the disputed fee once the month is over, and not before", async () => {
  const early = await deskOf(casePath);
  await fill(early, { "Why this fee": "The holder's cost is shown" });
  await early.getByText("Holder and user have a month to agree (Art. 62(4)).").waitFor();
  assert.equal(await button(early, "Set the fee").isDisabled(), true);
  await early.context().close();

  await stack.rooms.get("gateway")!.stop();
  const script = `data:text/javascript,${encodeURIComponent(shiftedClock(DAYS_AHEAD))}`;
  await stack.startProcess("gateway", { NODE_OPTIONS: `--import=${script}` });
  daysAhead = DAYS_AHEAD;

  const desk = await deskOf(casePath);
  await fill(desk, { "Data holder's costs, dataset 1, €": "900,50x" });
  await desk.getByText("An amount like 120.50.").waitFor();
  await fill(desk, {
    "Data holder's costs, dataset 1, €": "900.50",
    "Why this fee": "The holder's cost is shown",
  });
  await button(desk, "Set the fee").click();
  await desk.getByText("Fee set by the access body: €1,300.50").waitFor();
  await desk.context().close();
  const user = await party(casePath, buyer);
  await main(user)
    .getByText(/The access body set the disputed fee on/)
    .waitFor();
  await user.context().close();
});

test("Art. 72: a trusted holder who was sent the application proposes, and decides nothing", async () => {
  const desk = await deskOf(secondPath);
  await expand(desk, "Forward to the trusted holder");
  await button(desk, "Forward to the holder of dataset 1").click();
  await desk.getByText("Forwarded to the trusted holder of dataset 1").waitFor();
  const holder = await party(secondPath, rotterdam);
  await holder.getByLabel("You propose").selectOption("permit");
  await fill(holder, { "Your assessment": "Each criterion is met" });
  await assertAccessible(holder, "the holder's desk");
  await button(holder, "Sign the proposal").click();
  await holder.getByText("Holder proposes a permit").waitFor();
  assert.equal(await registry.getFunction("permitCount")(), 1n);
  await holder.context().close();
  await desk.context().close();
});

test("Art. 62(5), 68(3): costs are recorded up to the quote, and the applicant agrees to a statistical answer", async () => {
  const desk = await deskOf(secondPath);
  await button(desk, "Send the quote").click();
  await desk.getByText("Not accepted yet").waitFor();
  const user = await party(secondPath, buyer);
  await button(user, /^Accept €/).click();
  await main(user)
    .getByText(/^Accepted/)
    .waitFor();
  await desk.getByText(/^Accepted/).waitFor();
  await expand(desk, "Record a cost");
  await fill(desk, { "Spent, €": "400.01" });
  await desk.getByText("Line 0 was quoted lower.").waitFor();
  await fill(desk, { "Spent, €": "150" });
  await button(desk, "Record the cost").click();
  await desk.getByText("Costs of €150.00 arose").waitFor();
  await expand(desk, "Offer a statistical answer instead");
  await fill(desk, { "Why a statistic would do": "A table answers the question" });
  await button(desk, "Offer it").click();
  await main(user).getByText("“A table answers the question”").waitFor();
  await main(user).getByRole("link", { name: "Agree to a statistical answer" }).click();
  await user.getByRole("heading", { level: 1, name: "Agree to a statistical answer" }).waitFor();
  await fillAgreement(user);
  await assertAccessible(user, "the agreement's form");
  await button(user, "Sign and hand in").click();
  await main(user).getByRole("heading", { name: "You agreed to a statistical answer" }).waitFor();
  await main(user).getByRole("link", { name: "Case in Finland" }).click();
  await user.getByText("data request", { exact: false }).first().waitFor();
  await desk.getByText("The statistical answer was agreed to").waitFor();
  await user.context().close();
  await desk.context().close();
});

test("Art. 64, 63, 68(12): after a hearing a fine is recorded and the permit revoked, and the data are deleted", async () => {
  const desk = await deskOf(casePath);
  await expand(desk, "Notify a finding and hear the user");
  await fill(desk, { Finding: "Rows were exported on Monday" });
  await button(desk, "Notify").click();
  await desk.getByText("Finding notified; the user is heard").waitFor();
  const user = await party(casePath, buyer);
  await fill(user, { "Your view": "It was a table of counts" });
  await button(user, "Send").click();
  await user.getByText("Finding answered").waitFor();
  await desk.getByText("Finding answered").waitFor();

  await expand(desk, "Record a fine");
  await fill(desk, { "Amount, €": "10000001" });
  await desk.getByText("More than the paragraph allows.").waitFor();
  await fill(desk, { "Amount, €": "5000" });
  await file(desk, "Your decision as a file", "decision.pdf");
  await button(desk, "Record the fine").click();
  await desk.getByText("Fined €5,000.00").waitFor();

  await expand(desk, "Revoke");
  await fill(desk, { "Reason of the revocation": "Records left the environment" });
  await button(desk, "Revoke for good").click();
  await desk.getByText("Permit revoked", { exact: true }).waitFor();
  assert.equal((await permitOnChain()).state, 3n);

  assert.equal(await button(desk, "The data are deleted").isDisabled(), true, "no certificate, no deletion");
  await file(desk, "Certificate of the deletion", "certificate.pdf");
  await assertAccessible(desk, "the end of a permit");
  await button(desk, "The data are deleted").click();
  await desk.getByText("Data deleted").first().waitFor();
  await expand(desk, "Give more time to publish results");
  await fill(desk, { "Results are due by": "2033-01-31", "Reason for more time": "A journal's review" });
  await button(desk, "Give more time for results").click();
  await desk.getByText("Results are due later, on 31 Jan 2033").waitFor();
  await desk.context().close();
  await user.context().close();
});

test("Art. 50, 51(3), 52(2), 60(3), 72: a dataset's and a case's page tell the holder's duties", async () => {
  const visitor = await open("/datasets/1", null);
  await visitor.getByText("The holder has declared nothing yet", { exact: false }).waitFor();
  await signedPut(stack, rotterdam, {
    path: "/ehds/datasets/1",
    purpose: "ehds-holder",
    subject: "1",
    daysAhead,
    value: {
      format: "symbolon-holder-declaration/1",
      chainId: stack.deployment.chainId,
      datasetId: "1",
      holderClass: "obliged",
      nationalExtension: null,
      identifiable: true,
      isDerived: true,
      derivedFrom: [
        { dataset: "https://registry.example/catalogue/longitudinal-airway-cohort", permitId: null },
      ],
      protectedColumns: [
        { column: "grade", ground: "trade-secret", justification: "A scoring method of the laboratory" },
      ],
      openAccessUrl: null,
      reviewedOn: new Date().toISOString().slice(0, 10),
    },
  });
  for (const path of ["/datasets/1", casePath]) {
    await visitor.goto(`${stack.gatewayUrl}${path}`);
    const card = visitor.getByRole("region", { name: /^Holder/ });
    await card.getByText("Trusted holder").first().waitFor();
    await card.getByText("Reviewed", { exact: true }).waitFor();
    await assertAccessible(visitor, path);
    await card.getByText("grade (trade secret): A scoring method of the laboratory").waitFor();
  }
  await visitor.context().close();
});

async function file(page: Page, label: string, name: string): Promise<void> {
  await main(page)
    .getByLabel(label)
    .setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(name) });
}

/** Fills the data request that agrees to a statistical answer; this browser has no copy of the application. */
async function fillAgreement(page: Page): Promise<void> {
  await page.getByLabel("Country", { exact: true }).selectOption("FI");
  await fill(page, {
    "Legal name": "Example University",
    "Functions and activities": "Epidemiology",
    "How the benefit serves the purposes": "It is published",
  });
  await fillStatistic(page);
}
