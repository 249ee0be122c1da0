/** What takes the place of something that must not be in a log. */
const GONE = "[redacted]";

/** Names of values that are secrets, or say who somebody is. Compared in lower case without _ and -. */
const SECRET_KEYS = new Set(
  `privatekey secret password passphrase mnemonic token apitoken bearer authorization cookie setcookie salt nullifier datakey sessionid
   subject patient patientid person pseudonym email phone telephone birthdate dateofbirth firstname lastname familyname givenname`.split(
    /\s+/,
  ),
);
/** Of an error's details: a cell's value, which is part of a record. */
const SECRET_DETAILS = new Set(["value"]);
/** What a database adds to its errors: rows, statements and parameters, which may be anybody's. */
const DATABASE_DETAILS = new Set([
  "detail",
  "where",
  "query",
  "internalquery",
  "params",
  "parameters",
  "hint",
]);
/** Shorter ones would be found in half of all words. */
const LEAST_SEARCHED = 3;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, GONE],
  [/\bBearer\s+[\w.~+/=-]+/gi, `Bearer ${GONE}`],
  // RFC 3986 3.2.1: user information in an authority.
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${GONE}@`],
  // A path segment that is a key, as RPC providers have them; content ids and hashes are not.
  [/(https?:\/\/[^\s"]*\/)(?!baf|Qm|0x)[A-Za-z0-9_-]{20,}(?=["\s/?#]|$)/g, `$1${GONE}`],
  // International form, ITU-T E.123: a plus sign, then at least eight digits.
  [/\+\d(?:[ ().-]?\d){7,14}(?!\d)/g, GONE],
  // A date without a time of day, ISO 8601: in a log line it is somebody's.
  [/(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-]|T\d)/g, GONE],
];

/**
 * A JSON log line without personal data and secrets: values under telling names go wherever they occur in the line (also inside messages and
 * stacks), and so does what looks like an email address, a phone number, a date, a bearer token or credentials in a URL. A line that is no JSON is
 * treated as one text. What it cannot know: a name or key in free text under a harmless name, so nothing about persons is to be logged at all.
 */
export function redactLogLine(line: string): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return redactText(line, []);
  }
  const secrets = new Set<string>();
  const stripped = strip(record, secrets, "");
  const found = [...secrets].sort((a, b) => b.length - a.length);
  return `${JSON.stringify(mapTexts(stripped, (text) => redactText(text, found)))}${line.endsWith("\n") ? "\n" : ""}`;
}

/** Takes out what stands under a telling name, and remembers it. */
function strip(value: unknown, secrets: Set<string>, parent: string): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, secrets, parent));
  if (typeof value !== "object" || value === null) return value;
  const isDatabaseError = Object.hasOwn(value, "severity") || Object.hasOwn(value, "routine");
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => {
      const name = key.toLowerCase().replaceAll(/[_-]/g, "");
      const isSecret =
        SECRET_KEYS.has(name) ||
        (parent === "details" && SECRET_DETAILS.has(name)) ||
        (isDatabaseError && DATABASE_DETAILS.has(name));
      if (!isSecret || item === null) return [key, strip(item, secrets, key)];
      for (const text of textsOf(item)) if (text.length >= LEAST_SEARCHED) secrets.add(text);
      return [key, GONE];
    }),
  );
}

/** Every text and number under a value. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The value with every text under it changed. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

function redactText(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, GONE), text);
  return PATTERNS.reduce((rest, [pattern, replacement]) => rest.replaceAll(pattern, replacement), known);
}
