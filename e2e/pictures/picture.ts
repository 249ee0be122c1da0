import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";

/** Other widths a page is looked at in: the narrowest phone that WCAG 2.2 (1.4.10) asks for, and a wide screen in dark mode. */
const WIDTHS = [
  { folder: "narrow", viewport: { width: 320, height: 900 }, colorScheme: "light" },
  { folder: "wide", viewport: { width: 1920, height: 1080 }, colorScheme: "dark" },
] as const;

/**
 * Takes a picture of what `open` shows, once nothing on it is still loading: `docs/images/NAME.png`, the whole page or what fits the viewport. With
 * `isAtAllWidths` also `narrow/NAME.jpg` and `wide/NAME.jpg`.
 */
export async function picture(
  browser: Browser,
  name: string,
  open: (page: Page) => Promise<unknown>,
  options: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly isWhole?: boolean;
    readonly isAtAllWidths?: boolean;
  },
): Promise<void> {
  const { viewport, isWhole = false, isAtAllWidths = false } = options;
  const folder = join(repositoryRoot, "docs", "images");
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage({ viewport });
  await open(page);
  // Pictures show the page, not its place holders.
  const isLoaded = () =>
    page.waitForFunction(() => document.querySelector(".skeleton:not(.specimens *)") === null);
  await isLoaded();
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: isWhole });
  for (const width of isAtAllWidths ? WIDTHS : []) {
    mkdirSync(join(folder, width.folder), { recursive: true });
    await page.setViewportSize(width.viewport);
    await page.emulateMedia({ colorScheme: width.colorScheme });
    await isLoaded();
    // Colours that still change from light to dark are shown as they end.
    await page.screenshot({
      path: join(folder, width.folder, `${name}.jpg`),
      type: "jpeg",
      quality: 55,
      animations: "disabled",
    });
  }
  await page.close();
  console.log(`docs/images/${name}.png`);
}
