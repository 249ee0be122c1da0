const PATTERNS: Readonly<Record<string, RegExp>> = {
  email: /[^\s"@<>/:]+@[^\s"@<>/:]+\.[a-z]{2,}/i,
  phone: /\+\d{1,3}[\d ().-]{7,}/,
  date: /(?<![\dT-])(?:19|20)\d\d-\d\d-\d\d(?!T|\d)/,
  "bearer token": /bearer +(?!\[redacted\])\S+/i,
  "credentials in a URL": /:\/\/(?!\[redacted\])[^/\s"]+@/,
  "personal identity code": /(?<!\w)\d{6}[-+A]\d{3}[0-9A-Z](?!\w)/,
};

/**
 * Personal data and secrets in log lines: what looks like one, and any of `known`, the names, patient ids and keys that the flow was given. Written
 * apart from redactLogLine, so that a hole in the one is not a hole in the other. Gives what was found with its line.
 */
export function scanLog(lines: readonly string[], known: readonly string[]): string[] {
  return lines.flatMap((line) => [
    ...Object.entries(PATTERNS).flatMap(([kind, pattern]) =>
      pattern.test(line) ? [`${kind}: ${line}`] : [],
    ),
    ...known.filter((text) => line.includes(text)).map((text) => `${text}: ${line}`),
  ]);
}
