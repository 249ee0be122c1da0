import { csvScanner } from "./csvScanner.ts";

/** Hands over every record of RFC 4180 text in order, the header first; see {@link csvScanner}. */
export function scanCsv(text: string, onRecord: (record: string[]) => void): void {
  const scanner = csvScanner(onRecord);
  scanner.push(text);
  scanner.end();
}
