import assert from "node:assert/strict";
import { type JsonRpcProvider, Wallet } from "ethers";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { connectTestWallet } from "./connectTestWallet.ts";
import { cancelTransaction, type TestWallet, testWallet } from "./testWallet.ts";

/**
 * A buyer whose wallet is on another network, who declines signatures, cancels the transaction in the wallet and changes to an account without coin, and a
 * server that does not answer for a while: each is said in words, and the draft stays, also over a reload, where it is the account's own.
 */
export async function unhappyWallet(
  { gatewayUrl }: { readonly gatewayUrl: string },
  browser: Browser,
  chain: JsonRpcProvider,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const wallet = await testWallet(context, chain, accounts.buyer);
  wallet.chainId = 1;
  const page = await context.newPage();
  await page.goto(`${gatewayUrl}/buy?datasets=1`);
  await connectTestWallet(page);
  const banner = page.getByRole("alert").filter({ hasText: "another network" });
  await banner.waitFor();
  const pay = page.getByRole("button", { name: /^Pay .* SYM into escrow$/ });
  await page.getByRole("radio", { name: /Scientific research/ }).check();
  await page.getByRole("spinbutton", { name: "Number of records" }).fill("777");
  assert.ok(await pay.isDisabled(), "nothing can be signed there");
  await switchNetwork(page, wallet);
  await banner.waitFor({ state: "detached" });

  await silentServer(context, page);
  await page.reload();
  const rows = page.getByRole("spinbutton", { name: "Number of records" });
  await rows.waitFor();
  assert.equal(await rows.inputValue(), "777", "a reload loses nothing that was typed");
  assert.ok(await page.getByRole("radio", { name: /Scientific research/ }).isChecked());

  const before = await chain.getTransactionCount(accounts.buyer.address);
  wallet.declined.add("eth_signTypedData_v4");
  await pay.click();
  await page.getByText("The wallet did not sign: you declined").waitFor();
  wallet.declined.clear();
  wallet.declined.add("eth_sendTransaction");
  await pay.click();
  await page.getByText("The wallet did not sign: you declined").waitFor();
  wallet.declined.clear();
  assert.equal(await chain.getTransactionCount(accounts.buyer.address), before, "nothing was sent");

  await chain.send("evm_setAutomine", [false]);
  try {
    const send = wallet.send;
    wallet.send = async (transaction) => {
      const hash = await send(transaction);
      // The page has to have seen the first one before a wallet can replace it.
      setTimeout(async () => {
        await cancelTransaction(chain, accounts.buyer, hash);
        await chain.send("evm_mine", []);
      }, 2_500);
      return hash;
    };
    await pay.click();
    await page.getByText(/Speeding it up in your wallet is fine/).waitFor();
    await page.getByText("it was cancelled in the wallet").waitFor({ timeout: 180_000 });
    wallet.send = send;
  } finally {
    await chain.send("evm_setAutomine", [true]);
  }
  assert.equal(await page.getByRole("spinbutton", { name: "Number of records" }).inputValue(), "777");

  const poor = Wallet.createRandom();
  await wallet.switchTo(poor as unknown as Wallet);
  await page.getByText(/SYM are missing/).waitFor();
  await page.getByText("Too little coin for the network fee").waitFor();
  assert.ok(await pay.isDisabled());
  assert.equal(
    await page.getByRole("spinbutton", { name: "Number of records" }).inputValue(),
    "3000",
    "the draft of the other account is gone",
  );
  await context.close();
}

/** The market's server stops answering for a while: the page says so, asks again by itself, and keeps what is typed in it. */
async function silentServer(context: BrowserContext, page: Page): Promise<void> {
  const silence = page.getByRole("status").filter({ hasText: "does not answer" });
  await context.route("**/graphql", (route) => route.abort());
  // Somebody comes back to the tab, which makes the page look at everything again.
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await silence.waitFor({ timeout: 180_000 });
  const typed = await page.getByRole("spinbutton", { name: "Number of records" }).inputValue();
  assert.equal(typed, "777", "the form stays");
  await context.unroute("**/graphql");
  await silence.waitFor({ state: "detached", timeout: 180_000 });
}

/** Takes the offer to switch, first declining it in the wallet. */
async function switchNetwork(page: Page, wallet: TestWallet): Promise<void> {
  const offer = page.getByRole("button", { name: "Switch network" });
  wallet.declined.add("wallet_switchEthereumChain");
  await offer.click();
  await page.getByText("The wallet stayed where it is").waitFor();
  wallet.declined.clear();
  await offer.click();
}
