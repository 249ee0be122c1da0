import { askThread } from "../../../data/threads/askThread.ts";
import type { OpenedArchive } from "./openedArchive.ts";

/** Unpacks a ZIP archive in a thread of its own. Throws what openArchive throws, and as askThread. */
export function unpackArchive(zip: Blob): Promise<OpenedArchive> {
  const worker = new Worker(new URL("./archiveWorker.ts", import.meta.url), { type: "module" });
  return askThread(worker, zip, "The unpacker in this browser");
}
