import { writeFile } from "node:fs/promises";
import { encode as encodePng } from "fast-png";
import type { Sheet } from "../../imaging/sheet/contactSheet.ts";

/** Writes a contact sheet as PNG, readable by its owner only: it may show patients. */
export async function writeSheet(path: string, { width, height, channels, pixels }: Sheet): Promise<void> {
  await writeFile(path, encodePng({ width, height, channels, depth: 8, data: pixels }), { mode: 0o600 });
}
