import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { DatasetSchema } from "@symbolon/protocol";
import { JsonRpcProvider } from "ethers";
import type { Browser, Page } from "playwright-core";
import { mainFlow } from "../../scripts/demo/mainFlow.ts";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { type Stack, startStack } from "../../scripts/demo/startStack.ts";
import { Steps } from "../../scripts/demo/steps.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { axeFindings } from "./axeFindings.ts";
import { openBrowser } from "./openBrowser.ts";
import { publishEntry } from "./publishEntry.ts";
import { waitForDatasets } from "./waitForDatasets.ts";

/** Largest first load of the start page's scripts, gzip. */
const FIRST_LOAD_BYTES = 250_000;
/** How much slower a processor is counted with, and how long the start page may take on it until it is drawn. */
const SLOW_DOWN = 4;
const MOST_PAINT_SECONDS = 2;
/** Processes at work above which a time says nothing about the page: the stack itself shares the two cores. */
const MOST_LOAD = 2;
const LONG_TITLE =
  "Donaudampfschifffahrtsgesellschaftskrankenhausregister der Hals-Nasen-Ohren-Heilkunde and Otorhinolaryngological Follow-up Study";

let stack: Stack;
let browser: Browser;
let chain: JsonRpcProvider;

before(async () => {
  stack = await startStack({ name: "test-discover", port: 0, devWallet: true });
  // A cached nonce would be used twice by who publishes twice.
  chain = new JsonRpcProvider(stack.rpcUrl, undefined, { cacheTimeout: -1 });
  browser = await openBrowser();
  // Two hospitals, one delivered private order over both; then three datasets that are only read.
  const silent = () => undefined;
  await mainFlow(stack, new Steps(silent, silent));
  const schema = JSON.parse(
    readFileSync(join(repositoryRoot, "examples", "breast", "breast.schema.json"), "utf8"),
  ) as DatasetSchema;
  const { treasury, patientRelay } = accounts;
  await publishEntry(stack, chain, treasury, {
    ...{ identifier: "ear", title: LONG_TITLE, schema, categoryCode: 16, priceSym: 1234n, records: 123_456 },
    ...{ countries: ["FIN", "DEU"], typicalAge: { min: 12, max: 90 }, codingSystems: ["ICD-10"] },
    ...{ healthThemes: ["SENSORY_HEALTH"], offersHighFidelity: true },
  });
  await publishEntry(stack, chain, patientRelay, {
    ...{ identifier: "asthma", title: "Childhood asthma register", schema, isEhds: true, records: 90 },
    ...{ countries: ["FIN"], typicalAge: { min: 2, max: 16 }, healthThemes: ["RESPIRATORY_DISEASES"] },
  });
  await publishEntry(stack, chain, patientRelay, {
    ...{ identifier: "mind", title: "Mental health of young adults", schema, priceSym: 0n, records: 5400 },
    ...{ countries: ["NLD"], typicalAge: { min: 18, max: 30 }, healthThemes: ["MENTAL_HEALTH"] },
  });
  await waitForDatasets(stack.gatewayUrl, 5);
});

after(async () => {
  await browser?.close();
  chain?.destroy();
  await stack?.stop();
});

/** A fresh browser at a path; fails the test on any page error. */
async function open(path: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`${stack.gatewayUrl}${path}`);
  return page;
}

const cards = (page: Page) => page.getByRole("article");
const titles = (page: Page) => page.getByRole("article").getByRole("heading", { level: 2 }).allTextContents();
const found = (page: Page, text: string) =>
  page.getByRole("status").getByText(text, { exact: true }).waitFor();
const facet = (page: Page, name: string) => page.getByRole("group", { name });

test("facets narrow by exact counts, each without its own filter, and the address holds it all", async () => {
  const page = await open("/");
  await found(page, "5 datasets");
  await cards(page).first().waitFor();
  const country = facet(page, "Country");
  assert.deepEqual(await country.locator("label").allTextContents(), [
    "Germany2",
    "Finland2",
    "Netherlands2",
  ]);

  await country.getByRole("checkbox", { name: /Finland/ }).check();
  await found(page, "2 datasets found");
  assert.deepEqual(
    await country.locator("label").allTextContents(),
    ["Germany2", "Finland2", "Netherlands2"],
    "other countries still say what they would give",
  );
  const access = facet(page, "Access");
  assert.deepEqual(await access.locator("label").allTextContents(), ["Consent-based1", "EHDS permit1"]);
  await access.getByRole("checkbox", { name: /EHDS permit/ }).check();
  await found(page, "1 dataset found");
  assert.deepEqual(await titles(page), ["Childhood asthma register"]);

  const shared = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  await found(shared, "1 dataset found");
  assert.deepEqual(await titles(shared), ["Childhood asthma register"]);
  assert.equal(await shared.getByRole("checkbox", { name: /Finland/ }).isChecked(), true);
  await shared.getByRole("button", { name: "Remove Access: EHDS permit" }).click();
  await found(shared, "2 datasets found");
  await shared.context().close();

  await page.getByRole("searchbox", { name: "Search datasets" }).fill("zebrafish");
  await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
  await page.getByRole("button", { name: "Clear all" }).last().click();
  await found(page, "5 datasets");
  await page.context().close();
});

test("words search the whole entry, the order can be chosen, and a card says what matters", async () => {
  const page = await open("/?q=oncol");
  await found(page, "2 datasets found");
  await page.getByRole("searchbox", { name: "Search datasets" }).fill("");
  await found(page, "5 datasets");
  await page.getByLabel("Order by").selectOption("RECORDS");
  await cards(page).first().getByText("123,460").waitFor();
  const card = cards(page).filter({ hasText: "Rotterdam" });
  for (const text of [/Patients of one Dutch tumour bank/, /2,980/, /^10$/, "Consent-based", "SYM per order"])
    await card.getByText(text).first().waitFor();
  await card.getByText(/^Private · ε 1 · membership attack at most .* · passed$/).waitFor();
  await card.getByRole("img", { name: /Privacy budget: epsilon .* of 3.54 left/ }).waitFor();
  await page.context().close();
});

test("up to four datasets stand side by side under an address of their own", async () => {
  const page = await open("/");
  await cards(page).first().waitFor();
  const boxes = page.getByRole("checkbox", { name: /^Compare / });
  for (const i of [0, 1, 2, 3]) await boxes.nth(i).check();
  assert.equal(await boxes.nth(4).isDisabled(), true, "a fifth has no place");
  await page.getByRole("link", { name: "Compare 4" }).click();
  await page.getByRole("heading", { level: 1, name: "Compare datasets" }).waitFor();
  const table = page.getByRole("table");
  await table.getByRole("rowheader", { name: /Age at diagnosis/ }).waitFor();
  await table.getByRole("columnheader").nth(3).waitFor();
  await page.getByRole("button", { name: `Remove ${LONG_TITLE}` }).click();
  await page.waitForURL((url) => url.searchParams.get("compare")?.split(",").length === 3);
  const again = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  await again.getByRole("columnheader").nth(2).waitFor();
  assert.equal(await again.getByRole("columnheader").count(), 3);
  await again.context().close();
  await page.context().close();
});

test("a search is saved for the account alone, in this browser alone", async () => {
  const page = await open("/?country=FIN");
  await found(page, "2 datasets found");
  const saved = page.getByRole("region", { name: "Saved searches" });
  await saved.getByRole("button", { name: "Save this search" }).click();
  await page.getByLabel("Name of the search").fill("From Finland");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.goto(`${stack.gatewayUrl}/?q=breast`);
  await saved.getByRole("link", { name: "From Finland" }).click();
  await found(page, "2 datasets found");
  assert.equal(new URL(page.url()).search, "?country=FIN");

  await page.getByRole("button", { name: "Connect" }).click();
  await page.getByRole("button", { name: /Local dev wallet/ }).click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();
  assert.equal(await saved.getByRole("link").count(), 0, "another account does not see it");
  await page.context().close();
});

test("a dataset's page tells what it is, draws the published model, and can be taken along", async () => {
  const page = await open("/datasets/1");
  await page.getByRole("heading", { name: "10 variables" }).waitFor();
  await page.getByText(/Shares are of the differentially private model of order 1 \(ε 1\)/).waitFor();
  const ages = page.getByRole("table", { name: "Measured shares of Age at diagnosis" });
  assert.equal(await ages.getByRole("row").count(), 5);
  const sample = page.getByRole("region", { name: "A sample of 100 records" });
  await sample.getByText(/The model cost ρ .* of this dataset's budget on /).waitFor();
  await sample.getByRole("button", { name: "Show 100 records" }).click();
  const records = sample.getByRole("region", { name: "Sample records" });
  await records.waitFor({ timeout: 180_000 });
  assert.equal(await records.getByRole("row").count(), 101, "a head and a hundred records");
  await page.getByText("Table rotterdam of the R package survival", { exact: false }).waitFor();
  await page.getByText(/^\d+ of 20 known$/).waitFor();
  for (const [name, media] of [
    ["Catalogue entry, Turtle", "text/turtle"],
    ["Catalogue entry, JSON-LD", "application/ld+json"],
    ["Offer (ODRL), JSON-LD", "application/ld+json"],
    ["Quality label, JSON", "application/ld+json"],
  ] as const) {
    const href = await page.getByRole("link", { name }).getAttribute("href");
    const response = await page.request.get(`${stack.gatewayUrl}${href}`);
    assert.equal(response.status(), 200, name);
    assert.ok(response.headers()["content-type"]?.startsWith(media), name);
  }
  await page.getByRole("button", { name: "Copy citation" }).click();
  const citation = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(
    citation,
    /Rotterdam tumour bank.* \(20\d\d\): .* dataset 1\. Catalogue entry sha256 0x[0-9a-f]{64}/,
  );
  await page.context().close();
});

test("no shares are drawn where no private model is published, and the page says why", async () => {
  const page = await open("/datasets/3");
  await page.getByText(/How often each value occurs is not shown/).waitFor();
  assert.equal(await page.getByRole("table", { name: /^Measured shares/ }).count(), 0);
  await page.context().close();
});

test("provenance is followed from consent to payout by keyboard alone", async () => {
  const page = await open("/datasets/1");
  const graph = page.getByRole("group", { name: "Steps from consent to payout" });
  await graph.getByRole("button", { name: /^Basis: Consent root/ }).focus();
  const seen: string[] = [];
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press("Enter");
    const pressed = graph.locator('[aria-pressed="true"]');
    seen.push(((await pressed.textContent()) ?? "").split(":")[0]!);
    await page.keyboard.press("Tab");
    if ((await graph.locator(":focus").count()) === 0) break;
  }
  assert.deepEqual(
    [...new Set(seen)],
    [...["Basis", "Data", "Job", "Certificate", "Output", "Sales", "Payouts"]],
  );
  await graph.getByRole("button", { name: /^Certificate: / }).press("Enter");
  const details = page.getByRole("region", { name: "Certificate", exact: true });
  const href = await details.getByRole("link", { name: /open/ }).getAttribute("href");
  assert.equal(
    (await page.request.get(`${stack.gatewayUrl}${href}`)).status(),
    200,
    "the certificate itself opens",
  );
  await page.context().close();
});

test("from search to a dataset and back by keyboard alone; the search is still there", async () => {
  const page = await open("/");
  await cards(page).first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const focus = page.locator(":focus");
  for (let i = 0; i < 40 && (await focus.getAttribute("type")) !== "search"; i++)
    await page.keyboard.press("Tab");
  await page.keyboard.type("asthma");
  await found(page, "1 dataset found");
  for (let i = 0; i < 20 && (await focus.textContent()) !== "Childhood asthma register"; i++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Childhood asthma register" }).waitFor();
  await page.getByText("No data permit covers this dataset at the moment").waitFor();
  await page.getByRole("link", { name: "All datasets" }).press("Enter");
  await found(page, "1 dataset found");
  await page.context().close();
});

test("axe finds nothing, and no page is wider than its window, at 320 and 1920 px, light and dark", async () => {
  for (const path of [
    "/",
    "/?country=FIN&compare=3,4",
    "/?q=zebrafish",
    "/compare?compare=1,3",
    "/datasets/1",
    "/datasets/3",
    "/datasets/4",
  ])
    for (const [width, colorScheme] of [
      [320, "light"],
      [1920, "dark"],
    ] as const) {
      const page = await open("/", width);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(`${stack.gatewayUrl}${path}`);
      await page.locator("main h1, main h2").first().waitFor();
      await page.waitForLoadState("networkidle");
      await page.waitForFunction(() => document.querySelector(".skeleton") === null);
      assert.deepEqual(await axeFindings(page), [], `${path} at ${width} px, ${colorScheme}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide at ${width} px`);
      await page.context().close();
    }
});

test("without a gateway the page says so and offers to try again; an index that lags is named", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const isAbout = (operation: string) => (request: { postData(): string | null }) =>
    request.postData()?.includes(operation) === true;
  await page.route("**/graphql", async (route) => {
    if (isAbout("CatalogueSearch")(route.request())) return route.abort();
    if (!isAbout("Overview")(route.request())) return route.continue();
    const response = await route.fetch();
    const body = (await response.json()) as { data: { status: { lagBlocks: number } } };
    body.data.status.lagBlocks = 12;
    return route.fulfill({ response, json: body });
  });
  await page.goto(stack.gatewayUrl);
  await page.getByText("Indexing: 12 blocks to go").waitFor();
  await page.getByText("E6004").waitFor({ timeout: 180_000 });
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "Try again" }).click();
  await found(page, "5 datasets");
  await context.close();
});

test("the start page costs its thread less than half a second of computing until it is drawn, so two seconds at a quarter of the speed", async (t) => {
  const loads: number[] = [];
  // The least of up to eight: a processor that other work shares computes slower.
  for (let i = 0; i < 8 && !(Math.min(...loads) * SLOW_DOWN < MOST_PAINT_SECONDS); i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    // Time that the page's thread computed, not time that passed.
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(stack.gatewayUrl);
    await cards(page).first().waitFor();
    const { metrics } = await devtools.send("Performance.getMetrics");
    loads.push(metrics.find(({ name }) => name === "TaskDuration")!.value);
    await context.close();
  }
  const seconds = Math.min(...loads);
  t.diagnostic(`${Math.round(seconds * 1000)} ms of computing until the first cards stand`);
  assert.ok(seconds * SLOW_DOWN < MOST_PAINT_SECONDS, `${seconds} s`);
});

test("the largest thing on the start page is drawn within two seconds by a processor a quarter as fast", async (t) => {
  const [load] = loadavg();
  if (load! > MOST_LOAD) return t.skip(`load average ${load}: the figure would be of other work`);
  const paints: number[] = [];
  for (let i = 0; i < 8 && !(Math.min(...paints) < MOST_PAINT_SECONDS * 1000); i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
    await page.goto(stack.gatewayUrl);
    await cards(page).first().waitFor();
    paints.push(await page.evaluate(largestPaint));
    await context.close();
  }
  const millis = Math.min(...paints);
  t.diagnostic(`largest contentful paint after ${Math.round(millis)} ms`);
  assert.ok(millis < MOST_PAINT_SECONDS * 1000, `${millis} ms`);
});

/** In the page: when its largest thing was drawn, in milliseconds after the navigation began. */
function largestPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
      type: "largest-contentful-paint",
      buffered: true,
    });
  });
}

test(`the start page's scripts are at most ${FIRST_LOAD_BYTES / 1000} kB gzip`, () => {
  const dist = join(repositoryRoot, "dapp", "dist");
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
  assert.ok(scripts.length > 0);
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0);
  assert.ok(bytes <= FIRST_LOAD_BYTES, `${bytes} bytes`);
});
