import { askThread } from "../../../data/threads/askThread.ts";
import type { FhirInput } from "./toFhir.ts";

/** Writes a CSV file of records as FHIR in a thread of its own. Throws what toFhir throws, and as askThread. */
export function makeFhir(input: FhirInput): Promise<Blob> {
  const worker = new Worker(new URL("./fhirWorker.ts", import.meta.url), { type: "module" });
  return askThread(worker, input, "The converter in this browser");
}
