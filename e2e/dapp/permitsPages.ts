import type { HDNodeWallet } from "ethers";
import type { Browser, Page } from "playwright-core";
import type { StageBody } from "./permitsStage.ts";
import { shiftedClock } from "./shiftedClock.ts";

/** Who applies in the tests, and the person with access, whose name must not leave the browser in clear. */
export const PERSON_NAME = "Pekka Esimerkki";

/** Opens a path on a page, connected as the account when one is given. */
export async function goAs(
  page: Page,
  gatewayUrl: string,
  path: string,
  wallet: HDNodeWallet | null,
): Promise<void> {
  if (wallet !== null)
    await page.route("**/dev-wallet.json", (route) =>
      route.fulfill({ json: { privateKey: wallet.privateKey } }),
    );
  await page.goto(`${gatewayUrl}${path}`);
  if (wallet === null) return;
  await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
  await page
    .getByRole("region", { name: "Wallet" })
    .getByRole("button", { name: /Local dev wallet/ })
    .click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();
}

/** A fresh browser at a path, connected as the account when one is given, its clock `daysAhead`; fails the test on any page error. */
export async function openAs(
  browser: Browser,
  gatewayUrl: string,
  path: string,
  wallet: HDNodeWallet | null,
  width = 1280,
  daysAhead = 0,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, acceptDownloads: true });
  if (daysAhead > 0) await context.addInitScript(shiftedClock(daysAhead));
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await goAs(page, gatewayUrl, path, wallet);
  return page;
}

/** Gives the signature that reads one's cases. */
export async function signToRead(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: "Sign to read", exact: true }).click();
}

/** Fills fields by their labels. */
export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await page.getByRole("main").getByLabel(label, { exact: true }).fill(value);
}

/** Opens the access body's key file on the page. */
export async function openKey(page: Page, { keys }: StageBody): Promise<void> {
  await page.getByLabel("Key file of the access body").setInputFiles({
    name: "key.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(keys)),
  });
}

/** Fills the application form as a university does, over datasets titled so; names the account as the one person with access. */
export async function fillApplication(page: Page, account: string, titles: readonly string[]): Promise<void> {
  await page.getByLabel("Country", { exact: true }).selectOption("FI");
  await fill(page, {
    "Legal name": "Example University",
    "Functions and activities": "Epidemiology of airway and hearing disorders",
    Title: "Asthma and hearing in two registers",
    "Summary for everybody": "How often do both occur, and in whom?",
    "How the data will be used": "A regression on the records of both registers",
    "Expected benefit": "Earlier diagnosis",
    "How the benefit serves the purposes": "Results are published openly",
    "Safeguards against misuse and re-identification": "Secure environment; no export of records",
    "Tools you need": "R 4.5",
    "Computing resources you need": "8 cores, 64 GiB",
    "Name of person 1": PERSON_NAME,
    "Account of person 1": account,
    "Qualification of person 1": "MD, PhD",
    "Why that long": "Two analyses and a paper",
  });
  await page.getByRole("checkbox", { name: /^Scientific research/ }).check();
  for (const title of titles) {
    const part = page.getByRole("group", { name: title });
    await part.getByLabel("Scope: whom and what you need").fill("All patients with a first diagnosis");
    await part.getByLabel("Data from").fill("2015-01-01");
    await part.getByLabel("Data until").fill("2024-12-31");
    await part.getByLabel("Format of the data").fill("OMOP CDM 5.4");
    await part.getByLabel("Sources").fill("Hospital records");
  }
  await attest(page);
}

/** Fills the form of a data request as a natural person does, over one dataset titled so. */
export async function fillRequest(page: Page, title: string): Promise<void> {
  await page.getByRole("radio", { name: /^A statistical answer/ }).check();
  await page.getByLabel("Kind of applicant").selectOption("natural-person");
  await page.getByLabel("Country", { exact: true }).selectOption("FI");
  await page.getByRole("group", { name: title }).waitFor();
  await fill(page, {
    Name: PERSON_NAME,
    "Functions and activities": "Journalism",
  });
  await fillStatistic(page);
}

/** Fills what any data request says, but who asks: the question, its use, the data; and attests. */
export async function fillStatistic(page: Page): Promise<void> {
  await fill(page, {
    Title: "Asthma by age",
    "Summary for everybody": "How many children of which age?",
    "How the data will be used": "A table in an article",
    "Expected benefit": "Knowledge",
    "How the benefit serves the purposes": "It is published",
    "What is to be counted, by what": "Patients by age band",
    "Lawful basis under Art. 6(1) GDPR": "Art. 6(1)(f)",
    "Safeguards against misuse and re-identification": "Counts alone are kept",
    "Scope: whom and what you need": "All patients",
    "Data from": "2015-01-01",
    "Data until": "2024-12-31",
    "Format of the data": "Table",
    Sources: "Hospital records",
  });
  await page.getByRole("checkbox", { name: /^Scientific research/ }).check();
  await attest(page);
}

async function attest(page: Page): Promise<void> {
  for (const box of await page.getByRole("group", { name: "Attestations" }).getByRole("checkbox").all())
    await box.check();
}
