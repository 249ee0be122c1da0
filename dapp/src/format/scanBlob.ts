import { csvScanner } from "./csvScanner.ts";

/** Hands over every record of a CSV file in order, the header first, while it is read piece by piece; see {@link csvScanner}. */
export async function scanBlob(blob: Blob, onRecord: (record: string[]) => void): Promise<void> {
  const scanner = csvScanner(onRecord);
  const reader = blob.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    scanner.push(value);
  }
  scanner.end();
}
