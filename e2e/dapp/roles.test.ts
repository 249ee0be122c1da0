import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Hex, StatisticsResult, writeConsentLink } from "@symbolon/protocol";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { symbolonCommand } from "../../scripts/demo/symbolonCommand.ts";
import { parseConsentBook } from "../../synth-worker/src/tabular/hospital/consentBook.ts";
import { optOutRoot, parseOptOutBook } from "../../synth-worker/src/tabular/hospital/optOutBook.ts";
import { axeFindings } from "./axeFindings.ts";
import { openBrowser } from "./openBrowser.ts";
import { type RolesStage, rolesStage } from "./rolesStage.ts";

let stage: RolesStage;
let browser: Browser;
/** A delivered private order and its file. */
let file: string;
let orderId: string;
const url = (path: string) => `${stage.stack.gatewayUrl}${path}`;

before(async () => {
  stage = await rolesStage({ name: "test-roles" });
  browser = await openBrowser();
  const bought = await stage.buy(
    "private",
    ...["--datasets", "1", "--rows", "300", "--epsilon", "3", "--delta", "1e-6", "--engine", "fixed"],
  );
  ({ orderId } = bought);
  assert.equal(await stage.ended(orderId), "FINALISED");
  file = await stage.download(bought);
});
after(async () => {
  await browser?.close();
  await stage?.close();
});

async function open(path: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(url(path));
  return page;
}

/** A page with the local wallet of this key connected. */
async function connected(path: string, privateKey: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext();
  await context.route("**/dev-wallet.json", (route) => route.fulfill({ json: { privateKey } }));
  const page = await context.newPage();
  await page.goto(url(path));
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page
    .getByRole("button", { name: /Local dev wallet/ })
    .first()
    .click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();
  return page;
}

const line = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });

test("an auditor drops a file: every check passes; one byte changed, it fails; the bundle is verified without a network", async () => {
  const page = await open("/audit");
  await page.getByText("Nothing to check yet").waitFor();
  await page.getByLabel("Files", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Check everything" }).click();
  await page.getByText(/all \d+ checks pass$/).waitFor({ timeout: 180_000 });
  for (const name of ["file hash", "rows regenerated from the model", "payouts", "consent"])
    await line(page, name).getByText("Pass").waitFor();
  await line(page, "origin of the file").getByText("Not applicable").waitFor();
  assert.equal(new URL(page.url()).search, `?order=${orderId}`);
  assert.deepEqual(await axeFindings(page), []);

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save PROV-JSON bundle" }).click();
  const bundle = join(stage.stack.folder, "order.prov.json");
  await (await downloading).saveAs(bundle);
  const verified = await symbolonCommand<{ ok: boolean }>(["verify", file, "--bundle", bundle], {});
  assert.deepEqual([verified.code, verified.value.ok], [0, true]);

  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  const tampered = join(stage.stack.folder, "tampered.csv");
  writeFileSync(tampered, bytes);
  await page.getByLabel("Files", { exact: true }).setInputFiles(tampered);
  await page.getByLabel("Order number, CID or hash").fill("");
  await page.getByRole("button", { name: "Check everything" }).click();
  await page.getByText("E7006").waitFor();
  await page.getByLabel("Order number, CID or hash").fill(orderId);
  await page.keyboard.press("Enter");
  await page.getByText(/tampered.csv: 2 of \d+ checks fail/).waitFor({ timeout: 180_000 });
  for (const [name, code] of [
    ["file hash", "E7001"],
    ["rows regenerated from the model", "E7004"],
  ] as const)
    await line(page, name).getByText(code).waitFor();
  await line(page, "certificate").getByText("Pass").waitFor();

  // A bundle and the file are enough: nothing is asked of gateway or chain any more.
  const offline = await open("/audit");
  await offline.getByText("Nothing to check yet").waitFor();
  await offline.getByLabel("Files", { exact: true }).setInputFiles([bundle, file]);
  await offline.getByText("Evidence bundle", { exact: true }).waitFor();
  await offline.route(/\/ipfs\/|:\d+\/$/, (route) => route.abort());
  await offline.getByRole("button", { name: "Check everything" }).click();
  await offline.getByText(/all \d+ checks pass$/).waitFor({ timeout: 180_000 });
  await offline.context().close();
  await page.context().close();
});

test("a patient withdraws with one message and is left out of the next job's sums", async () => {
  const folder = join(stage.stack.folder, "rotterdam");
  const books = ["rotterdam", "gbsg"].map((hospital) =>
    parseConsentBook(JSON.parse(readFileSync(join(stage.stack.folder, hospital, "consents.json"), "utf8"))),
  );
  const { subject, privateKey } = books[0]!.consents[4]!;
  const link = await stage.command<{ url: string }>(
    "rotterdam",
    ...["consent", "link", subject, "--dataset", "1", "--state", folder],
  );
  const page = await open("/patient/1");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.getByRole("heading", { name: "Who used this data" }).waitFor();
  await page.getByText("Used", { exact: true }).waitFor();
  await page.getByLabel("Link or code from the hospital").fill(link.url.slice(0, -9));
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("This link is not whole").waitFor();
  await page.getByLabel("Link or code from the hospital").fill(link.url);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("You have given consent.").waitFor();
  await page.getByRole("radio", { name: "Deutsch" }).check();
  await page.getByRole("heading", { name: "Einwilligung zurücknehmen" }).waitFor();
  assert.equal(await page.locator(".patient").getAttribute("lang"), "de");
  assert.deepEqual(await axeFindings(page), []);

  const send = page.getByRole("button", { name: "Zurücknehmen" });
  assert.ok(await send.isDisabled(), "it is asked once more");
  await page.getByRole("checkbox", { name: "Ich nehme meine Einwilligung zurück" }).focus();
  for (const key of ["Space", "Tab", "Enter"]) await page.keyboard.press(key);
  await page.getByText("Das Krankenhaus hat Ihre Nachricht").waitFor();
  const posted = sent.filter((request) => request.includes("/message "));
  assert.equal(posted.length, 1, "one message");
  for (const request of sent) assert.ok(!request.includes(privateKey.slice(2)), "the key stays here");

  const anchored = await stage.command<{ signedWithdrawals: { count: number } }>(
    "rotterdam",
    ...["consent", "anchor", "--dataset", "1"],
  );
  assert.equal(anchored.signedWithdrawals.count, 1);
  await page.getByText("Sie haben Ihre Einwilligung zurückgenommen").waitFor({ timeout: 180_000 });
  await page.getByText(/willigen Sie im Krankenhaus neu ein/).waitFor();
  await page.context().close();

  const request = join(stage.stack.folder, "question.json");
  const question = {
    request: { statistic: "table", by: [] },
    release: { kind: "aggregate", minHospitals: 2 },
  };
  writeFileSync(request, JSON.stringify(question));
  const bought = await stage.buy(
    "count",
    ...["--datasets", "1,2", "--engine", "statistics", "--request", request],
  );
  assert.equal(await stage.ended(bought.orderId), "FINALISED");
  const { figures } = StatisticsResult.parse(JSON.parse(readFileSync(await stage.download(bought), "utf8")));
  const everybody = books.reduce((sum, { consents }) => sum + consents.length, 0);
  assert.equal((figures as { total: number }).total, everybody - 1);
});

test("a patient opts out and back where no consent was asked, and takes the receipts", async () => {
  const { url: link } = await stage.command<{ url: string }>(
    "patientRelay",
    ...["consent", "link", "P-7", "--dataset", "3", "--country", "FI"],
  );
  const page = await open(new URL(link).pathname + new URL(link).hash);
  await page.getByText("You have not said no.").waitFor();
  await page.getByText("Nobody has used this data so far.").waitFor();
  await page.getByText("There is no receipt yet.").waitFor();
  await page.getByRole("button", { name: "Say no", exact: true }).click();
  await page.getByText(/^You have said no/).waitFor();
  await page.getByRole("button", { name: "Take my no back" }).click();
  await page.getByText("You have not said no.").waitFor();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save receipts" }).click();
  const receipts = JSON.parse(readFileSync(await (await downloading).path(), "utf8")) as {
    optOut: { subject: string; events: { kind: string }[] };
  };
  assert.deepEqual([receipts.optOut.subject, receipts.optOut.events.length], ["P-7", 2]);
  await page.context().close();

  const stranger = writeConsentLink({ privateKey: accounts.buyer.privateKey as Hex, leaf: null });
  const foreign = await open(`/patient/3#${stranger}`);
  await foreign.getByText("does not know this link any more").waitFor();
  await foreign.context().close();
});

test("a link from a node's consent book opts out and back, in Finnish; the node's own list has who is out", async () => {
  const state = join(stage.stack.folder, "register-node");
  mkdirSync(state);
  copyFileSync(join(stage.stack.folder, "gbsg", "consents.json"), join(state, "consents.json"));
  const { consents } = parseConsentBook(JSON.parse(readFileSync(join(state, "consents.json"), "utf8")));
  const { subject, row } = consents[6]!;
  const { url: link } = await stage.command<{ url: string }>(
    "patientRelay",
    ...["consent", "link", subject, "--dataset", "3", "--state", state, "--country", "FI"],
  );
  const page = await open(new URL(link).pathname + new URL(link).hash);
  await page.getByRole("radio", { name: "Suomi" }).check();
  await page.getByText("Et ole kieltänyt käyttöä.").waitFor();
  await page.getByRole("button", { name: "Kiellä käyttö" }).click();
  await page.getByText(/^Olet kieltänyt käytön/).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  const anchor = () =>
    stage.command<{ optOuts?: { root: string; persons: number } }>(
      "patientRelay",
      ...["consent", "anchor", "--dataset", "3", "--opt-outs", "--state", state],
    );
  const { optOuts } = await anchor();
  const [list] = parseOptOutBook(JSON.parse(readFileSync(join(state, "opt-outs.json"), "utf8"))).lists;
  assert.deepEqual([list!.root, optOutRoot(list!.entries)], [optOuts!.root, optOuts!.root]);
  assert.deepEqual(
    list!.entries.map((entry) => [entry.subject, entry.row]),
    [[subject, row]],
  );
  await page.getByRole("button", { name: "Peru kieltoni" }).click();
  await page.getByText("Et ole kieltänyt käyttöä.").waitFor();
  assert.deepEqual(await anchor(), {}, "nobody is out any more");
  await page.context().close();
});

test("a node's owner sees jobs, signed reports and health, adds to the stake, and leaves", async () => {
  const page = await connected("/work", accounts.worker1.privateKey);
  await page.getByText("Ready", { exact: true }).waitFor();
  const jobs = page.getByRole("region", { name: "Jobs" }).first();
  await jobs.getByRole("link", { name: `Order ${orderId}`, exact: true }).waitFor();
  await page.getByRole("radio", { name: /^Open/ }).check({ force: true });
  await page.getByText("No order waits for nodes.").waitFor();
  const reports = page.getByRole("region", { name: "Signed reports" }).first();
  await reports
    .getByRole("link", { name: `Audit order ${orderId}` })
    .first()
    .waitFor();
  assert.deepEqual(await axeFindings(page), []);

  const stake = page.getByRole("region", { name: "Stake" });
  const staked = async () =>
    Number((await stake.getByRole("definition").first().textContent())?.replace(/[^\d.]/g, ""));
  const before = await staked();
  await stake.getByLabel("Add to the stake (SYM)").fill("x");
  await stake.getByText("Enter an amount above zero").waitFor();
  await stake.getByLabel("Add to the stake (SYM)").fill("1.5");
  await stake.getByRole("button", { name: "Add stake" }).click();
  await stake.getByText("Done").waitFor();
  await page.waitForFunction(
    (text) => document.body.textContent?.includes(text),
    `${(before + 1.5).toLocaleString("en-GB")} SYM`,
  );
  assert.ok(await stake.getByRole("button", { name: "Leave" }).isDisabled(), "leaving is asked twice");
  await stake.getByRole("checkbox", { name: /I want this node to leave/ }).check();
  await stake.getByRole("button", { name: "Leave" }).click();
  await stake.getByText(/^until \d/).waitFor();
  assert.ok(await stake.getByRole("button", { name: "Take the stake out" }).isDisabled());
  assert.equal(await page.getByText("leaving, no new jobs").count(), 2);
  await page.context().close();

  const buyer = await connected("/work", accounts.buyer.privateKey);
  await buyer.getByText("This account is not registered as a node").waitFor();
  await buyer.context().close();
});

const WIDTHS = [320, 1920] as const;
for (const [path, ready] of [
  ["/audit?order=1", /checks pass$/],
  ["/patient/1", "Who used this data"],
  ["/work", "Connect a wallet"],
  ["/style", "ProgressSteps"],
] as const)
  test(`${path} has no axe finding and does not scroll sideways, light and dark, on a phone and a wide screen`, async () => {
    for (const [i, width] of WIDTHS.entries()) {
      const page = await open(path, width);
      await page.emulateMedia({ colorScheme: i === 0 ? "dark" : "light" });
      await page.getByText(ready).first().waitFor({ timeout: 180_000 });
      await page.waitForFunction(() => document.querySelector("main .skeleton:not(.specimens *)") === null);
      assert.deepEqual(await axeFindings(page), []);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(overflow <= 0, `${overflow} px at ${width}`);
      await page.context().close();
    }
  });
