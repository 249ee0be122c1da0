import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

/** What a finished journey leaves behind. */
export type PurchaseResult = {
  readonly orderId: string;
  /** SHA-256 that the page says equals the one on chain, 0x hex. */
  readonly shownHash: string;
  readonly csv: Uint8Array;
  /** The same records as the page converts them. */
  readonly parquet: Uint8Array;
  readonly keyFile: { readonly publicKey: string; readonly privateKey: string };
};

/** Called at moments worth a picture, with a short name for it. */
export type OnMoment = (name: string) => Promise<void>;

/** How long the workers may take from payment to delivery. */
const DELIVERY_MILLIS = 480_000;

/**
 * A buyer's way through the dApp as a person walks it, found by the names and roles that assistive technology sees:
 * connect the local wallet, find the first dataset, add every other one with the same variables, choose a purpose, pay, watch the
 * job, download, decrypt, save. `choose` may change the form before it is paid. Fails with Playwright's timeout when a step does not come.
 */
export async function purchaseJourney(
  page: Page,
  gatewayUrl: string,
  onMoment: OnMoment = async () => {},
  choose: (page: Page) => Promise<void> = async () => {},
): Promise<PurchaseResult> {
  await page.goto(gatewayUrl);
  await page
    .getByRole("link", { name: /breast/i })
    .first()
    .waitFor();
  await onMoment("datasets");

  await page.getByRole("button", { name: "Connect" }).click();
  await page.getByRole("button", { name: /Local dev wallet/ }).click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();

  await page.getByRole("searchbox", { name: "Search datasets" }).fill("breast");
  await page
    .getByRole("link", { name: /breast/i })
    .first()
    .click();
  await page.getByRole("heading", { name: /variables/ }).waitFor();
  await onMoment("dataset");

  await page.getByRole("link", { name: "Order synthetic records" }).click();
  const datasets = page.getByRole("group", { name: "Datasets" }).getByRole("checkbox");
  await datasets.first().waitFor();
  for (const dataset of await datasets.all()) await dataset.check();
  await page.getByRole("spinbutton", { name: "Number of records" }).fill("3000");
  await page.getByRole("radio", { name: /Scientific research/ }).check();
  await choose(page);
  const pay = page.getByRole("button", { name: /^Pay .* SYM into escrow$/ });
  await pay.waitFor();
  await onMoment("buy");

  await pay.click();
  await page.waitForURL(/\/orders\/\d+$/);
  await page.getByRole("heading", { name: "Progress" }).waitFor();
  await onMoment("order-running");

  const download = page.getByRole("button", { name: "Download and decrypt" });
  await download.waitFor({ timeout: DELIVERY_MILLIS });
  await onMoment("order-delivered");
  const keyFile = await saved(page, () => page.getByRole("button", { name: "Save key file" }).click());

  await download.click();
  const hash = page.getByRole("button", { name: /^Copy file hash 0x/ }).first();
  const save = page.getByRole("button", { name: "Save CSV" });
  await save.waitFor();
  const shownHash = (await hash.getAttribute("title")) ?? "";
  await onMoment("result");
  const csv = await saved(page, () => save.click());
  const parquet = await saved(page, () => page.getByRole("button", { name: "Save Parquet" }).click());
  return {
    orderId: new URL(page.url()).pathname.split("/").at(-1) ?? "",
    shownHash,
    csv,
    parquet,
    keyFile: JSON.parse(new TextDecoder().decode(keyFile)),
  };
}

/** Bytes of the file that `act` makes the page save. */
async function saved(page: Page, act: () => Promise<void>): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFile(await download.path());
}
