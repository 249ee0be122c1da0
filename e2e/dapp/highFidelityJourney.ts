import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** How long a hospital may take to make a file and judge it. */
const MAKING_MILLIS = 600_000;

/**
 * A buyer's way to a high-fidelity file of one dataset, its warning read and confirmed: orders until a file leaves the hospital and gives the
 * order's number, the page open at it. Every file is another draw and its evaluation refuses some by chance, at
 * most 27 % of these records (fileJob.test.ts), so that a seventh refusal in a row comes once in 10,000 runs. Who is held out stays the same over all
 * draws, so a hospital has to be large enough for its attacks' limits. `kind` is what the form calls what is ordered, `choose` may change the form before
 * it is paid.
 */
export async function highFidelityJourney(
  page: Page,
  gatewayUrl: string,
  datasetId: string,
  kind = "High fidelity",
  choose: (page: Page) => Promise<void> = async () => {},
): Promise<string> {
  for (let attempt = 0; attempt < 7; attempt++) {
    await page.goto(`${gatewayUrl}/buy?datasets=${datasetId}`);
    await page.getByRole("radio", { name: new RegExp(`^${kind}`) }).check();
    await choose(page);
    await page.getByRole("radio", { name: /Scientific research/ }).check();
    assert.equal(
      await page.getByRole("spinbutton", { name: "Epsilon" }).count(),
      0,
      "there is none to ask for",
    );
    const summary = page.getByRole("region", { name: "Order summary" });
    await summary.getByText("no privacy proof", { exact: true }).waitFor();
    const pay = page.getByRole("button", { name: /^Pay .* SYM into escrow$/ });
    await pay.waitFor();
    assert.ok(await pay.isDisabled(), "not before the warning is confirmed");
    await page.getByRole("checkbox", { name: /not differentially private/ }).check();
    await pay.click();
    await page.waitForURL(/\/orders\/\d+$/);
    const isRefused = page.getByText("The hospital let no file out.").waitFor({ timeout: MAKING_MILLIS });
    const isDelivered = page.locator("iframe").waitFor({ timeout: MAKING_MILLIS });
    const end = await Promise.race([isRefused.then(() => "refused"), isDelivered.then(() => "delivered")]);
    for (const other of [isRefused, isDelivered]) other.catch(() => undefined);
    if (end === "delivered") return new URL(page.url()).pathname.split("/").at(-1)!;
  }
  throw new Error("seven files in a row were refused");
}
