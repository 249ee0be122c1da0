const dateTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const dateOnly = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** Unix seconds -> "24 Nov 2026, 13:05" in the reader's time zone. */
export function formatDateTime(seconds: number): string {
  return dateTime.format(seconds * 1000);
}

/** Unix seconds -> "24 Nov 2026". */
export function formatDate(seconds: number): string {
  return dateOnly.format(seconds * 1000);
}

/** Unix seconds -> "13:05:21". */
export function formatClock(seconds: number): string {
  return clock.format(seconds * 1000);
}

/** Seconds -> the largest fitting unit; 45 -> "45 s", 150 -> "2 min 30 s", 93600 -> "1 d 2 h". Negative counts as 0. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return joined(Math.floor(whole / 60), "min", whole % 60, "s");
  if (whole < 86_400) return joined(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min");
  return joined(Math.floor(whole / 86_400), "d", Math.floor((whole % 86_400) / 3600), "h");
}

function joined(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  return minor === 0 ? `${major} ${majorUnit}` : `${major} ${majorUnit} ${minor} ${minorUnit}`;
}
