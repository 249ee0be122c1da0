import type { Page } from "playwright-core";

/** Connects the wallet that testWallet put into the page. */
export async function connectTestWallet(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "Test wallet" }).first().click();
  await page.getByRole("button", { name: /0x/ }).first().waitFor();
}
