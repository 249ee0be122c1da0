import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { Contract, JsonRpcProvider } from "ethers";
import type { Browser, Page } from "playwright-core";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { type Stack, startStack } from "../../scripts/demo/startStack.ts";
import { axeFindings } from "./axeFindings.ts";
import { openBrowser } from "./openBrowser.ts";
import {
  fill,
  fillApplication,
  fillRequest,
  openAs,
  openKey,
  PERSON_NAME,
  signToRead,
} from "./permitsPages.ts";
import { openPermitsStage, PERMIT_TITLES, type StageBody } from "./permitsStage.ts";

const { buyer, gbsg } = accounts;
let stack: Stack;
let browser: Browser;
let chain: JsonRpcProvider;
let bodies: Readonly<Record<"FI" | "SE", StageBody>>;
let applicant: Page;
/** Path of a case of the application, by country; known once it is handed in. */
const casePath: Record<"FI" | "SE", string> = { FI: "", SE: "" };

before(async () => {
  stack = await startStack({ name: "test-permits", port: 0, devWallet: true });
  // A cached nonce would be used twice by who signs twice.
  chain = new JsonRpcProvider(stack.rpcUrl, undefined, { cacheTimeout: -1 });
  browser = await openBrowser();
  bodies = await openPermitsStage(stack, chain);
});

after(async () => {
  await browser?.close();
  chain?.destroy();
  await stack?.stop();
});

const open = (path: string, wallet: typeof buyer | null, width?: number) =>
  openAs(browser, stack.gatewayUrl, path, wallet, width);
const main = (page: Page) => page.getByRole("main");
const button = (page: Page, name: string | RegExp) => main(page).getByRole("button", { name });

test("datasets of two countries are put into one basket, which the browser keeps", async () => {
  applicant = await open("/", buyer);
  for (const title of Object.values(PERMIT_TITLES))
    await main(applicant)
      .getByRole("article", { name: title })
      .getByRole("button", { name: /^Add to application/ })
      .click();
  await applicant.reload();
  const link = applicant.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Permits/ });
  await link.getByText("2").waitFor();
  await link.click();
  await main(applicant).getByRole("link", { name: "Application with 2 datasets" }).click();
  for (const title of Object.values(PERMIT_TITLES))
    await main(applicant).getByRole("group", { name: title }).waitFor();
});

test("an incomplete application is not signed: it names what is missing and leads to it", async () => {
  await main(applicant)
    .getByText(/entries are missing or wrong/)
    .waitFor();
  await button(applicant, "Sign and hand in").click();
  await main(applicant).getByText("This is needed.").first().waitFor();
  assert.equal(await applicant.evaluate(() => document.activeElement?.id), "step-applicant");
  await applicant.getByLabel("Legal name").fill("Kept over a reload");
  await applicant.reload();
  await applicant.getByLabel("Legal name").waitFor();
  assert.equal(await applicant.getByLabel("Legal name").inputValue(), "Kept over a reload");
});

test("one signature opens a case in each country, and no person's name leaves the browser in clear", async () => {
  const sent: string[] = [];
  applicant.on("request", (request) => sent.push(request.postData() ?? ""));
  await fillApplication(applicant, buyer.address, Object.values(PERMIT_TITLES));
  await button(applicant, "Sign and hand in").click();
  await main(applicant).getByRole("heading", { name: "Handed in" }).waitFor();
  assert.ok(
    sent.some((body) => body.includes("symbolon-access-application/1")),
    "the application was sent",
  );
  assert.equal(
    sent.some((body) => body.includes(PERSON_NAME)),
    false,
  );
  for (const [country, name] of [
    ["FI", "Finland"],
    ["SE", "Sweden"],
  ] as const) {
    const link = main(applicant).getByRole("link", { name: `Case in ${name}` });
    casePath[country] = (await link.getAttribute("href"))!;
  }
  await applicant.getByRole("link", { name: "All my cases" }).click();
  await signToRead(applicant);
  await main(applicant).getByRole("article").nth(1).waitFor();
  assert.equal(await main(applicant).getByText("Access body: Decide by", { exact: false }).count(), 2);
});

test("the access body opens it by its key, returns it, and the applicant completes it", async () => {
  const desk = await open("/hdab", bodies.FI.wallet);
  await signToRead(desk);
  await desk.getByRole("article").waitFor();
  assert.equal(await desk.getByRole("article").count(), 1, "only the case of its own country");
  await openKey(desk, bodies.SE);
  await main(desk).getByText("E5003").waitFor();
  await openKey(desk, bodies.FI);
  await desk.getByText("Key open").waitFor();
  await desk.getByRole("article").getByRole("link").click();
  await desk.getByText(PERSON_NAME, { exact: false }).waitFor();
  await button(desk, "Something is missing").click();
  await fill(desk, { "What is missing in point 1": "The professional qualification" });
  await button(desk, "Return it").click();
  await desk.getByText("Returned as incomplete").first().waitFor();

  await applicant.goto(`${stack.gatewayUrl}${casePath.FI}`);
  await signToRead(applicant);
  await main(applicant).getByRole("link", { name: "Complete the application" }).click();
  await applicant.getByLabel("Qualification of person 1").fill("MD, PhD in epidemiology");
  await button(applicant, "Sign and hand in").click();
  await main(applicant).getByRole("heading", { name: "The completed application is handed in" }).waitFor();
  await desk.getByText("MD, PhD in epidemiology", { exact: false }).waitFor();

  await button(desk, "It is complete").click();
  await desk.getByRole("heading", { name: "Criteria and risks" }).waitFor();
  for (const name of [..."abcdefgh"].map((each) => `Criterion (${each})`).concat("Risk (a)", "Risk (b)")) {
    await desk.getByLabel(`Note on ${name}`).fill("Looked at");
    await button(desk, `Record ${name}`).click();
    const item = desk.getByRole("listitem").filter({ has: desk.getByLabel(`Note on ${name}`) });
    await item
      .getByText(/^(Met|Mitigated)$/)
      .and(desk.locator(".badge"))
      .waitFor();
  }
  await fill(desk, { "Holder of dataset 1, €": "1,200.50" });
  await button(desk, "Send the quote").click();
  await desk.getByText("Not accepted yet").waitFor();
  assert.equal(await button(desk, "Issue the permit").isDisabled(), true, "Art. 62(5)");
  await desk.context().close();
});

test("a quote is accepted, the permit is issued on chain, its proof holds, and an order under it goes through", async () => {
  await applicant.goto(`${stack.gatewayUrl}${casePath.FI}`);
  await signToRead(applicant);
  // The tariff less 20 % for a university, and what the holder estimated.
  await button(applicant, "Accept €1,600.50").click();
  await main(applicant)
    .getByText(/^Accepted/)
    .waitFor();

  const desk = await open(casePath.FI, bodies.FI.wallet);
  await signToRead(desk);
  await openKey(desk, bodies.FI);
  const saved = desk.waitForEvent("download");
  await button(desk, "Issue the permit").click();
  const persons = JSON.parse(await readFile(await (await saved).path(), "utf8")) as {
    persons: { name: string }[];
  };
  assert.equal(persons.persons[0]!.name, PERSON_NAME, "who is named can prove it with the salt");
  await desk.getByRole("heading", { name: "Permit 1" }).waitFor();
  await desk.context().close();

  await main(applicant).getByRole("heading", { name: "Permit 1" }).waitFor();
  await button(applicant, "Check its proof").click();
  const checks = main(applicant).getByRole("list", { name: "Proof of the permit" }).getByRole("listitem");
  await checks.first().waitFor();
  for (const text of await checks.allTextContents()) assert.match(text, /^Passed: /);
  await main(applicant).getByRole("link", { name: "Order with this permit" }).click();
  await applicant.getByLabel("Number of your permit").waitFor();
  assert.equal(await applicant.getByLabel("Number of your permit").inputValue(), "1");
  await applicant.getByRole("radio", { name: /Scientific research/ }).check();
  await button(applicant, /^Pay .* SYM into escrow$/).click();
  await applicant.waitForURL(/\/orders\/1$/);
});

test("the other country refuses with a justification, which leaves the permit as it is", async () => {
  const desk = await open(casePath.SE, bodies.SE.wallet);
  await signToRead(desk);
  await desk.getByText("Refuse", { exact: true }).click();
  await fill(desk, { Justification: "The data are not necessary for the purpose" });
  await button(desk, "Sign the refusal").click();
  await desk.getByRole("heading", { name: "Refused" }).waitFor();
  await desk.context().close();

  const visitor = await open("/permits/register", null);
  await visitor.getByText("The data are not necessary for the purpose").waitFor();
  assert.equal(await visitor.getByRole("article").count(), 2);
  await visitor.getByLabel("Country", { exact: true }).selectOption("FI");
  await visitor.getByRole("status").getByText("1 entry").waitFor();
  await visitor.getByText("Permit issued, data requested").waitFor();
  const href = await visitor.getByRole("link", { name: "CSV" }).getAttribute("href");
  const csv = await (await visitor.request.get(`${stack.gatewayUrl}${href}`)).text();
  assert.equal(csv.trim().split("\r\n").length, 2, "the same filter, and a header");
  assert.ok(!csv.includes(PERSON_NAME));
  await visitor.context().close();
});

test("a permit is stopped and resumed, and revoked once the user was heard, on chain as in the case", async () => {
  const registry = new Contract(stack.deployment.contracts.permitRegistry, PermitRegistryAbi, chain);
  const stateOnChain = async () =>
    Number(((await registry.getFunction("permitOf")(1n)) as { state: bigint }).state);
  const desk = await open(casePath.FI, bodies.FI.wallet);
  await signToRead(desk);
  await desk.getByText("Stop at once").click();
  await fill(desk, { "Reason of the stop": "Rows were exported" });
  await button(desk, "Stop").click();
  await desk.getByText("The permit is stopped").waitFor();
  assert.equal(await stateOnChain(), 2);
  await button(desk, "Resume").click();
  await desk.getByText("Data of dataset 1 are awaited").waitFor();
  assert.equal(await stateOnChain(), 1);
  await desk.getByText("Notify a finding and hear the user").click();
  await fill(desk, { Finding: "Rows were exported on Monday" });
  await button(desk, "Notify").click();
  await desk.getByText("Revoke", { exact: true }).click();

  await applicant.goto(`${stack.gatewayUrl}${casePath.FI}`);
  await signToRead(applicant);
  await fill(applicant, { "Your view": "It was a table of counts" });
  await button(applicant, "Send").click();
  await main(applicant).getByText("Finding answered").waitFor();

  // The desk looks again by itself; until then its act would come too late.
  await desk.getByText("Finding answered").waitFor();
  await fill(desk, { "Reason of the revocation": "Records left the environment" });
  await button(desk, "Revoke for good").click();
  await desk.getByText("Permit revoked", { exact: true }).waitFor();
  assert.equal(await stateOnChain(), 3);
  const copies = () =>
    applicant.evaluate(() =>
      Object.keys(localStorage).filter((key) => /^symbolon.application.*0x.*0x/.test(key)),
    );
  assert.equal((await copies()).length, 1, "the form with its names is still in the applicant's browser");
  await button(applicant, "Forget the copy").click();
  await button(applicant, "Forget the copy").waitFor({ state: "detached" });
  assert.deepEqual(await copies(), []);
  await desk.context().close();
});

test("a natural person's data request is answered with a table, and the register does not name them", async () => {
  await applicant.evaluate(() => localStorage.setItem("symbolon/permit-basket/31337", '["1"]'));
  await applicant.goto(`${stack.gatewayUrl}/permits/apply`);
  await fillRequest(applicant, PERMIT_TITLES.FI);
  await button(applicant, "Sign and hand in").click();
  const path = (await main(applicant).getByRole("link", { name: "Case in Finland" }).getAttribute("href"))!;

  const desk = await open(path, bodies.FI.wallet);
  await signToRead(desk);
  await openKey(desk, bodies.FI);
  await desk.getByText(PERSON_NAME, { exact: false }).waitFor();
  await button(desk, "Send the quote").click();
  await desk.getByText("Not accepted yet").waitFor();
  await applicant.goto(`${stack.gatewayUrl}${path}`);
  await main(applicant).getByRole("heading", { level: 1, name: "Asthma by age" }).waitFor();
  assert.equal(await main(applicant).getByText(PERSON_NAME).count(), 0);
  await signToRead(applicant);
  await button(applicant, /^Accept/).click();
  await main(applicant)
    .getByText(/^Accepted/)
    .waitFor();
  await fill(desk, { "Note on the approval": "Nothing stands against it" });
  await button(desk, "Approve").click();
  const answer = {
    title: "Patients by age",
    rows: ["2 to 9", "10 to 16"],
    columns: ["Patients"],
    counts: [120, null],
  };
  await desk.getByLabel("Statistical answer").setInputFiles({
    name: "answer.json",
    mimeType: "application/json",
    buffer: Buffer.from(
      JSON.stringify({ format: "symbolon-statistical-answer/1", k: 10, method: "Counted", tables: [answer] }),
    ),
  });
  const table = main(applicant).getByRole("table", { name: "Patients by age" });
  await table.waitFor();
  await table.getByRole("row", { name: "10 to 16 fewer than 10" }).waitFor();
  await desk.context().close();
});

test("who has no part sees the register alone; an account without the role has no desk", async () => {
  const stranger = await open("/hdab", accounts.worker1);
  await stranger.getByRole("heading", { name: "This account is no access body" }).waitFor();
  await stranger.goto(`${stack.gatewayUrl}${casePath.FI}`);
  await signToRead(stranger);
  await main(stranger).getByText("E9002").waitFor();
  await stranger.context().close();
  const holder = await open(casePath.FI, gbsg);
  await signToRead(holder);
  await main(holder).getByText("E9002").waitFor();
  await holder.goto(`${stack.gatewayUrl}/permits/cases/0x${"00".repeat(32)}/FI`);
  await holder.getByRole("heading", { name: "There is no such case" }).waitFor();
  await holder.context().close();
});

test("an access body with the role on chain introduces itself, and gets its key as a file", async () => {
  const desk = await open("/hdab", accounts.worker2);
  await desk.getByLabel("Country", { exact: true }).selectOption("BE");
  await fill(desk, {
    Name: "demo HDAB Belgium",
    Contact: "mailto:hdab@example.org",
    "Assessment, € a unit": "450",
  });
  const saved = desk.waitForEvent("download");
  await button(desk, "Save the key and introduce").click();
  const key = JSON.parse(await readFile(await (await saved).path(), "utf8")) as { publicKey: string };
  await desk.getByText("Decides for Belgium.").waitFor();
  const answer = await desk.request.get(`${stack.gatewayUrl}/ehds/access-bodies`);
  const { accessBodies } = (await answer.json()) as {
    accessBodies: { country: string; sealingKey: string; tariff: { unitCents: object } }[];
  };
  const belgium = accessBodies.find(({ country }) => country === "BE");
  assert.equal(belgium?.sealingKey, key.publicKey);
  assert.deepEqual(belgium?.tariff.unitCents, { assessment: "45000" });
  await desk.context().close();
});

test("anybody complains without an account, and follows it by the receipt alone", async () => {
  const visitor = await open("/permits/register", null);
  await visitor.getByLabel("To the access body of").selectOption("FI");
  await fill(visitor, { "Article it is about": "71(1)", "What happened": "My objection was not heeded" });
  await button(visitor, "Lodge the complaint").click();
  const receipt = visitor.getByRole("region", { name: "Your complaint is lodged" }).locator(".mono");
  await receipt.first().waitFor();
  const [number, secret] = await receipt.allTextContents();

  const desk = await open("/hdab", bodies.FI.wallet);
  await openKey(desk, bodies.FI);
  await button(desk, "Sign to read complaints").click();
  await desk.getByText("My objection was not heeded").waitFor();
  await fill(desk, { Answer: "We have looked into it" });
  await button(desk, "Decide").click();
  await desk.getByText("Decided", { exact: true }).waitFor();
  await desk.context().close();

  await fill(visitor, { Number: number!, Receipt: secret! });
  await button(visitor, "Look it up").click();
  await visitor.getByText("We have looked into it").waitFor();
  await fill(visitor, { Receipt: `0x${"11".repeat(32)}` });
  await button(visitor, "Look it up").click();
  await main(visitor).getByText("E3014").waitFor();
  await visitor.context().close();
});

test("axe finds nothing, and no page is wider than its window, at 320 and 1920 px, light and dark", async () => {
  const pages = [
    ["/permits", buyer],
    ["/permits/apply", buyer],
    ["/permits/register", null],
    [casePath.FI, buyer],
    [casePath.FI, bodies.FI.wallet],
    ["/hdab", bodies.FI.wallet],
  ] as const;
  for (const [path, wallet] of pages) {
    const page = await open(path, wallet, 320);
    for (const [width, colorScheme] of [
      [320, "light"],
      [1920, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.reload();
      await main(page).locator("h1").waitFor();
      if (wallet !== null && path !== "/permits/apply") {
        await signToRead(page);
        await main(page).getByRole("heading", { level: 2 }).nth(1).waitFor();
      }
      await page.waitForFunction(() => document.querySelector(".skeleton") === null);
      assert.deepEqual(await axeFindings(page), [], `${path} at ${width} px, ${colorScheme}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide at ${width} px`);
    }
    await page.context().close();
  }
});
