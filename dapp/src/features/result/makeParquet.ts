import { askThread } from "../../data/threads/askThread.ts";

/** Converts a CSV file of records in a thread of its own. Throws what toParquet throws, and as askThread. */
export function makeParquet(csv: Blob): Promise<Blob> {
  const worker = new Worker(new URL("./parquetWorker.ts", import.meta.url), { type: "module" });
  return askThread(worker, csv, "The converter in this browser");
}
