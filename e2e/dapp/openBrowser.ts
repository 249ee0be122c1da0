import { type Browser, chromium } from "playwright-core";

/**
 * Starts the system's Chromium (CHROMIUM_PATH, else /usr/bin/chromium) without background traffic.
 * Playwright's own downloads are not used, so the test needs nothing but the Debian package.
 */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
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
}
