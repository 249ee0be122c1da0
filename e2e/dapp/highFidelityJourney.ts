import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/**
 * A buyer's way to a high-fidelity file of one dataset, its warning read and confirmed: orders until a file leaves the hospital and gives the
 * order's number, the page open at it. Every file is another draw and its evaluation refuses some by chance, at
 * most 27 % of these (fileJob.test.ts), so that a seventh refusal in a row comes once in 10,000 runs.
 */
export async function highFidelityJourney(
  page: Page,
  gatewayUrl: string,
  datasetId: string,
): Promise<string> {
  for (let attempt = 0; attempt < 7; attempt++) {
    await page.goto(`${gatewayUrl}/buy?datasets=${datasetId}`);
    await page.getByRole("radio", { name: /High fidelity/ }).check();
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
    const isRefused = page.getByText("The hospital let no file out.").waitFor({ timeout: 120_000 });
    const isDelivered = page.locator("iframe").waitFor({ timeout: 120_000 });
    const end = await Promise.race([isRefused.then(() => "refused"), isDelivered.then(() => "delivered")]);
    for (const other of [isRefused, isDelivered]) other.catch(() => undefined);
    if (end === "delivered") return new URL(page.url()).pathname.split("/").at(-1)!;
  }
  throw new Error("seven files in a row were refused");
}
