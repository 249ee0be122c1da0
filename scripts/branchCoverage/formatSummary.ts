import { percent } from "./percent.ts";
import type { Counts, Summary } from "./summarise.ts";

const KINDS = ["statement", "branch", "function"] as const;

/** The summary as a table for the terminal, then what no test reached. */
export function formatSummary({ files, total, missed, excused, staleReviews }: Summary): string {
  const rows: [string, Counts][] = [...files, ["all files", total]];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = [
    `${"".padEnd(width)}  ${["statements", "branches", "functions"].map((name) => name.padStart(17)).join("")}`,
  ];
  for (const [name, counts] of rows) {
    const cells = KINDS.map((kind) => {
      const { hit, all } = counts[kind];
      return `${`${hit}/${all}`.padStart(9)} ${percent(counts[kind]).toFixed(1).padStart(5)} %`;
    });
    lines.push(`${name.padEnd(width)}  ${cells.join("")}`);
  }
  if (missed.length > 0) lines.push("", "Not reached:");
  for (const { file, line, kind, label } of missed) lines.push(`  ${file}:${line} ${kind} ${label}`);
  if (excused.length > 0) lines.push("", "Left out of the count after review:");
  for (const { file, line, label, reason } of excused) lines.push(`  ${file}:${line} ${label} (${reason})`);
  if (staleReviews.length > 0)
    lines.push("", "Reviewed, but taken by a test or not there; remove the entry:");
  for (const { file, label } of staleReviews) lines.push(`  ${file} ${label}`);
  return lines.join("\n");
}
