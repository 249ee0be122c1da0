import { type Browser, chromium } from "playwright-core";

/** How long a page may take for one step, in milliseconds: chains mine and threads compute beside it, on whatever machine runs the tests. */
const STEP_MILLIS = 120_000;

/**
 * Starts the system's Chromium (CHROMIUM_PATH, else /usr/bin/chromium) without background traffic.
 * Playwright's own downloads are not used, so the test needs nothing but the Debian package.
 */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(STEP_MILLIS);
    return context;
  };
  return browser;
}
