const UNITS = ["B", "kB", "MB", "GB"] as const;

/** A size in decimal units with at most one decimal: 950 -> "950 B", 1234567 -> "1.2 MB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toFixed(value < 100 && unit > 0 ? 1 : 0))} ${UNITS[unit]}`;
}
