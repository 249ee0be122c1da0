import type { ColumnFacts } from "./columnFacts.ts";

/** Words that name people, places and numbers of people, as parts of a column's name. */
const NAMED =
  /(^|[^a-z])(id|pid|mrn|ssn|bsn|cpr|nir|hetu|pesel|nhs|passport|insurance|name|surname|firstname|lastname|forename|email|mail|phone|mobile|tel|address|street|city|town|zip|postcode|postal|iban|url|ip|plate|serial)([^a-z]|$)/i;
const DATED = /(^|[^a-z])(dob|birth|birthdate|birthday|date|datetime|timestamp)([^a-z]|$)/i;
/** Share of texts that have to look alike. */
const MOST = 0.9;
/** Below so many records all texts, or all whole numbers, may differ by chance. */
const FEW_TEXTS = 20;
const FEW_NUMBERS = 50;

const LOOKS: readonly (readonly [RegExp, string])[] = [
  [
    /^\d{4}-\d{2}-\d{2}([T ].*)?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/,
    "Dates point to people: give ages or days instead",
  ],
  [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, "Looks like email addresses"],
  [/^\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]$/i, "Looks like Finnish personal identity codes"],
  [/^\d{6}-\d{4}$|^\d{8}-?\d{4}$/, "Looks like Nordic personal numbers"],
  [/^\d{3}-\d{2}-\d{4}$|^\d{3} \d{3} \d{4}$/, "Looks like social security or health service numbers"],
  [/^[12]\d{12}(\d{2})?$|^\d{11}$/, "Looks like national numbers"],
  [/^\+?\d[\d ()/-]{7,}\d$/, "Looks like phone or other long numbers"],
];

/**
 * Why a column may identify people, judged by its name and the look of its texts; null where nothing points to it. A hint for the person who decides, not a
 * proof: a column without one can still identify people together with others.
 */
export function identifierDoubt(name: string, facts: ColumnFacts, rows: number): string | null {
  const spaced = name.replace(/([a-z])([A-Z])/g, "$1 $2");
  if (DATED.test(spaced)) return "Named like a date: give ages or days instead";
  if (NAMED.test(spaced)) return "Named like something that identifies people";
  const total = facts.texts.reduce((sum, [, count]) => sum + count, 0);
  const look = LOOKS.find(([pattern]) => {
    const alike = facts.texts.reduce((sum, [text, count]) => sum + (pattern.test(text) ? count : 0), 0);
    return total > 0 && alike >= MOST * total;
  });
  if (look !== undefined) return look[1];
  const isUnique = facts.different === facts.filled || facts.texts.length === 0;
  if (isUnique && !facts.isNumber && rows >= FEW_TEXTS)
    return "Every value differs, or nearly: free text or names";
  if (facts.different === facts.filled && facts.isWhole && rows >= FEW_NUMBERS)
    return "Every value differs, as a patient's number does";
  return null;
}
