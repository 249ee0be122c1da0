import type { RegisterEntry } from "./registerEntry.ts";

const COLUMNS = [
  "applicant",
  "purposes",
  "issued",
  "valid_from",
  "valid_until",
  "description",
  "state",
  "country",
  "lane",
  "application",
] as const;

/**
 * The register as CSV (RFC 4180), with at least the five facts of Art. 57(1)(e): applicant, purpose, date of issue, duration, description.
 * Fields that a spreadsheet would take for a formula get a leading apostrophe.
 */
export function registerCsv(entries: readonly RegisterEntry[]): string {
  const day = (at: number | undefined) =>
    at === undefined ? "" : new Date(at * 1000).toISOString().slice(0, 10);
  const lines = entries.map((entry) => [
    entry.applicant ?? "",
    entry.purposes.join(" "),
    day(entry.permit?.issuedAt),
    day(entry.permit?.validFrom),
    day(entry.permit?.validUntil),
    entry.title,
    entry.state,
    entry.country,
    entry.lane,
    entry.applicationHash,
  ]);
  return [COLUMNS, ...lines].map((fields) => `${fields.map(csvField).join(",")}\r\n`).join("");
}

function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
