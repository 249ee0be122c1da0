import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { digestOfBytes, PATIENTS_FILE, productRows, unzipFiles } from "@symbolon/protocol";
import { JsonRpcProvider } from "ethers";
import type { Browser, Page } from "playwright-core";
import { type Stack, startStack } from "../../scripts/demo/startStack.ts";
import { smoothImages } from "../../synth-worker/src/imaging/test-support/smoothImages.ts";
import { fixHoldout } from "../../synth-worker/src/jobs/test-support/fixHoldout.ts";
import { writeOmopHospital } from "../../synth-worker/src/jobs/test-support/omopHospital.ts";
import { writeImageHospital } from "../../synth-worker/src/jobs/test-support/writeImageHospital.ts";
import { axeFindings } from "./axeFindings.ts";
import { highFidelityJourney } from "./highFidelityJourney.ts";
import { openBrowser } from "./openBrowser.ts";
import { readOrder } from "./readOrder.ts";
import { waitForDatasets } from "./waitForDatasets.ts";

/** Most images of one page of the grid. */
const PAGE = 60;
/** Holdouts of these hospitals at which orders were measured, so that chance in who judges does not refuse them all (jobs' own tests use the same). */
const IMAGES_SECRET = `0x${"0f".repeat(32)}` as const;
const PATIENTS_SECRET = `0x${"0f".repeat(32)}` as const;
let stack: Stack;
let browser: Browser;
let chain: JsonRpcProvider;

before(async () => {
  stack = await startStack({ name: "test-products", devWallet: true, port: 0 });
  chain = new JsonRpcProvider(stack.rpcUrl);
  browser = await openBrowser();
  const pictures = await writeImageHospital(join(stack.folder, "images"), "Pictures", smoothImages(1500, 1));
  await fixHoldout(pictures, join(stack.folder, "rotterdam"), IMAGES_SECRET);
  const registry = await writeOmopHospital(join(stack.folder, "omop"), "Registry over time", 6000);
  await fixHoldout(registry, join(stack.folder, "gbsg"), PATIENTS_SECRET);
  await stack.startProcess("rotterdam", { PROVIDER_CONFIG: pictures });
  await waitForDatasets(stack.gatewayUrl, 1);
  await stack.startProcess("gbsg", { PROVIDER_CONFIG: registry });
  await waitForDatasets(stack.gatewayUrl, 2);
});

after(async () => {
  await browser?.close();
  chain?.destroy();
  await stack?.stop();
});

/** A page with the buyer's wallet connected, that counts the addresses of Blobs which it has open, and keeps its faults. */
async function openPage(): Promise<{ page: Page; faults: string[]; openUrls: () => Promise<number> }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  await context.addInitScript(() => {
    const open = new Set<string>();
    const [create, revoke] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
    URL.createObjectURL = (blob) => {
      const url = create(blob);
      open.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      open.delete(url);
      revoke(url);
    };
    Object.assign(globalThis, { openUrls: () => open.size });
    addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
      throw new Error(`the page breaks its own policy: ${violatedDirective}`);
    });
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(stack.gatewayUrl);
  await page.getByRole("button", { name: "Connect" }).click();
  await page
    .getByRole("button", { name: /Local dev wallet/ })
    .first()
    .click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();
  const openUrls = () =>
    page.evaluate(() => (globalThis as unknown as { openUrls: () => number }).openUrls());
  return { page, faults, openUrls };
}

/** A phone's and a desk's width: nothing for axe to find, nothing wider than the page. */
async function assertSound(page: Page, what: string): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await axeFindings(page), [], `${what} at ${width} px`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${what} is ${overflow} px too wide at ${width} px`);
  }
}

/** A download's address is taken back a moment after it: looks again for a minute. */
async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function saved(page: Page, act: () => Promise<void>): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFile(await download.path());
}

/** Opens the delivered archive of an order; gives its bytes as they are saved, which are the ones on chain. */
async function openedArchive(page: Page, orderId: string): Promise<Uint8Array> {
  await page.getByRole("button", { name: "Download and decrypt" }).click();
  const save = page.getByRole("button", { name: "Save ZIP" });
  await save.waitFor();
  assert.equal(await page.getByRole("button", { name: /Save (CSV|Parquet)$/ }).count(), 0);
  const zip = await saved(page, () => save.click());
  const { job } = await readOrder(chain, stack.deployment, BigInt(orderId));
  assert.equal(digestOfBytes(zip), job.record.report.outputHash);
  return zip;
}

/** A smaller file than usual is farther from the holdout, and these hospitals are small: the buyer asks for less than the usual quality. */
async function askLess(page: Page): Promise<void> {
  await page.getByText("Quality you ask for").click();
  for (const label of [/^Single/, /^Pairs/]) await page.getByLabel(label).fill("0.5");
  await page.getByLabel("Membership attack may be right in").fill("0.65");
}

test("what there is of the same patients is said where datasets are found, compared, read and ordered", async () => {
  const { page, faults } = await openPage();
  const card = page.getByRole("article").filter({ hasText: "Pictures" });
  await card.getByText("images", { exact: true }).waitFor();
  await page
    .getByRole("article")
    .filter({ hasText: "Registry over time" })
    .getByText("patients over time", { exact: true })
    .waitFor();
  await page.goto(`${stack.gatewayUrl}/compare?compare=1,2`);
  await page.getByRole("row", { name: /^Beside records images patients over time/ }).waitFor();

  await page.goto(`${stack.gatewayUrl}/datasets/2`);
  const tables = page.getByRole("region", { name: "Tables over time" });
  await tables.getByText("Visits visit_occurrence").waitFor();
  await assertSound(page, "a dataset with tables over time");
  await page.goto(`${stack.gatewayUrl}/datasets/1`);
  await page.getByRole("region", { name: "Images" }).getByText("8 × 8 pixels, grey").waitFor();
  await assertSound(page, "a dataset with images");

  await page.getByRole("link", { name: "Order synthetic images" }).click();
  assert.ok(await page.getByRole("radio", { name: /^Images/ }).isChecked());
  assert.equal(await page.getByRole("radio", { name: /^Whole patients/ }).count(), 0, "it has none");
  assert.equal(await page.getByRole("group", { name: "Variables of the file" }).count(), 0);
  assert.equal(await page.getByRole("group", { name: "Cohort" }).count(), 0);
  await page
    .getByRole("region", { name: "Predicted error" })
    .getByText(/^None can be predicted/)
    .waitFor();
  await page.getByRole("spinbutton", { name: "Number of images" }).fill("10001");
  await page.getByText("Give a whole number from 6 to 10,000.").first().waitFor();
  const classes = page.getByRole("group", { name: "Classes" }).getByRole("checkbox");
  for (const each of await classes.all()) await each.uncheck();
  await page.getByText("Keep at least one class.").first().waitFor();
  await assertSound(page, "the order of images");
  await page.goto(`${stack.gatewayUrl}/buy?datasets=2&kind=patients-over-time`);
  await page.getByRole("group", { name: "Cohort" }).getByRole("button", { name: "Add a condition" }).click();
  await assertSound(page, "the order of whole patients");
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("whole patients are bought, unpacked in the page and read there table by table", async () => {
  const { page, faults } = await openPage();
  const orderId = await highFidelityJourney(
    page,
    stack.gatewayUrl,
    "2",
    "Whole patients over time",
    async () => {
      await page.getByRole("spinbutton", { name: "Number of patients" }).fill("1000");
      await askLess(page);
    },
  );
  await page.getByRole("heading", { level: 1, name: `Order ${orderId}: 1,000 synthetic patients` }).waitFor();
  await page.getByText(/at least$/).waitFor();
  const files = unzipFiles(await openedArchive(page, orderId), "archive");
  assert.equal(productRows("patients-over-time", files), 1000);

  const visits = page.getByRole("list", { name: "Tables of the archive" }).getByRole("listitem").filter({
    hasText: "omop/visit_occurrence.csv",
  });
  await visits.getByRole("button", { name: "Show Visits" }).click();
  const head = page.getByRole("region", { name: "First rows: Visits" });
  assert.equal(await head.getByRole("row").count(), 13, "a header and a dozen rows");
  const csv = await saved(page, () => visits.getByRole("button", { name: /^Save/ }).click());
  assert.deepEqual(
    Buffer.from(csv),
    Buffer.from(files.find(({ name }) => name === "omop/visit_occurrence.csv")!.bytes),
  );
  await page.getByRole("button", { name: "Show Patients with their variables" }).click();
  const first = new TextDecoder()
    .decode(files.find(({ name }) => name === PATIENTS_FILE)!.bytes)
    .split("\n")[1]!;
  const shown = page.getByRole("region", { name: /^First rows: Patients/ }).getByRole("row");
  assert.deepEqual(await shown.nth(1).getByRole("cell").allTextContents(), first.split(","));
  await assertSound(page, "an opened archive of whole patients");
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("images are bought and looked at by class, a page at a time and by keyboard; none stays open when the page goes", async () => {
  const { page, faults, openUrls } = await openPage();
  const orderId = await highFidelityJourney(page, stack.gatewayUrl, "1", "Images", async () => {
    await page.getByRole("spinbutton", { name: "Number of images" }).fill("800");
    await askLess(page);
  });
  await page.getByRole("heading", { level: 1, name: `Order ${orderId}: 800 synthetic images` }).waitFor();
  await page.getByText("Kept back by the copy gate").waitFor();
  const files = unzipFiles(await openedArchive(page, orderId), "archive");
  assert.equal(productRows("images", files), 800);

  const grid = page.getByRole("group", { name: "Choose an image to look at" });
  const pictures = grid.getByRole("img", { name: /^Synthetic image \d+ of class bright$/ });
  await pictures.first().waitFor();
  assert.equal(await pictures.count(), PAGE);
  await page.getByText(`1 to ${PAGE} of 800 images`).waitFor();
  const drawn = () =>
    pictures.evaluateAll((all) => all.every((each) => (each as HTMLImageElement).naturalWidth === 8));
  assert.ok(await drawn(), "every one is a picture of 8 x 8");
  await assertSound(page, "an opened archive of images");

  await grid.getByRole("radio", { name: "Synthetic image 1 of class bright", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("figure").getByText("Synthetic image 2 of class bright").waitFor();
  const one = await saved(page, () => page.getByRole("button", { name: /^Save this image/ }).click());
  assert.deepEqual([...one.subarray(1, 4)], [...Buffer.from("PNG")]);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText(`${PAGE + 1} to ${2 * PAGE} of 800 images`).waitFor();
  await page.getByLabel("Class", { exact: true }).selectOption("dark");
  await grid.getByRole("img", { name: "Synthetic image 1 of class dark", exact: true }).waitFor();
  assert.equal(await grid.getByRole("img", { name: /of class dark$/ }).count(), PAGE);
  await until(async () => (await openUrls()) === PAGE, "only those that are shown have an address");
  await page.getByRole("link", { name: "My orders" }).first().click();
  await page.getByRole("article").filter({ hasText: "800 images" }).first().waitFor();
  await until(async () => (await openUrls()) === 0, "none has an address any more");
  assert.deepEqual(faults, []);
  await page.context().close();
});
