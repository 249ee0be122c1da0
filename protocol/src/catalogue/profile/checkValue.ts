import type { EntryFinding } from "../entryFinding.ts";
import type { PropertyShape } from "../entryShape.ts";
import { isIri } from "../iris.ts";
import { VOCABULARIES, type Vocabulary } from "../vocabularies.ts";

/** What is wrong with a value, without saying where. */
type Fault = Pick<EntryFinding, "code" | "what" | "todo">;

const DAY = /^\d{4}(-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$/;
const TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
const DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
/** Tags as RDF libraries give them back: BCP 47, in lower case. */
const LANGUAGE = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/;
const WELL_FORMED = (text: string) => text.isWellFormed() && !text.includes("\u0000");

/** The first fault of one value of a property, null when there is none. Nodes are not looked into. */
export function checkValue(property: PropertyShape, value: unknown): Fault | null {
  switch (property.value) {
    case "text":
      return checkText(value);
    case "string":
      return checkString(value);
    case "count":
      return Number.isSafeInteger(value) && Number(value) >= 0
        ? null
        : kind("a whole number from 0 to 2^53 - 1", value);
    case "flag":
      return typeof value === "boolean" ? null : kind("true or false", value);
    case "date":
      return typeof value === "string" && isDate(value)
        ? null
        : fault("NOT_A_DATE", `${show(value)} is no date`, "Write YYYY, YYYY-MM-DD or a time of RFC 3339.");
    case "duration":
      return typeof value === "string" && DURATION.test(value)
        ? null
        : fault(
            "NOT_A_DATE",
            `${show(value)} is no duration`,
            "Write an ISO 8601 duration, for example P1Y or P1D.",
          );
    case "iri":
      return checkIri(property, value);
    case "node":
      return typeof value === "object" && value !== null && !Array.isArray(value)
        ? null
        : kind("an object", value);
  }
}

function checkText(value: unknown): Fault | null {
  if (typeof value !== "object" || value === null) return kind("{value, language}", value);
  const { value: text, language, ...rest } = value as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return kind("{value, language} and nothing else", value);
  if (language !== null && !(typeof language === "string" && LANGUAGE.test(language)))
    return kind("a language tag in lower case (BCP 47) or null", language);
  return checkString(text);
}

function checkString(value: unknown): Fault | null {
  if (typeof value !== "string" || !WELL_FORMED(value)) return kind("text", value);
  return value.trim() === "" ? fault("EMPTY", "The text is empty", "Write the text, or leave it out.") : null;
}

function checkIri({ vocabulary, prefixes }: PropertyShape, value: unknown): Fault | null {
  if (typeof value !== "string" || !isIri(value))
    return fault(
      "NOT_AN_IRI",
      `${show(value)} is no absolute IRI`,
      "Write it with its scheme, for example https://.",
    );
  if (vocabulary !== undefined && !inVocabulary(VOCABULARIES[vocabulary], value)) {
    const { base, title, codes, pattern }: Vocabulary = VOCABULARIES[vocabulary];
    return fault(
      "NOT_IN_LIST",
      `${show(value)} is not of the list ${title}`,
      codes === null
        ? `Use a code of ${base}, that is ${pattern}.`
        : `Use ${base} with one of: ${codes.join(", ")}.`,
    );
  }
  if (prefixes !== undefined && !prefixes.some((prefix) => value.startsWith(prefix) && value !== prefix))
    return fault(
      "NOT_IN_LIST",
      `${show(value)} has another beginning than asked`,
      `Use an IRI that begins with ${prefixes.join(" or ")}.`,
    );
  return null;
}

function inVocabulary({ base, pattern }: Vocabulary, iri: string): boolean {
  return iri.startsWith(base) && new RegExp(`^${pattern}$`).test(iri.slice(base.length));
}

/** Days that are in no calendar (30 February) are refused too. */
function isDate(text: string): boolean {
  if (!DAY.test(text) && !TIME.test(text)) return false;
  const day = text.slice(0, 10);
  return day.length === 4 || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function kind(expected: string, value: unknown): Fault {
  return fault("WRONG_KIND", `${show(value)} is not ${expected}`, `Give ${expected}.`);
}

function fault(code: EntryFinding["code"], what: string, todo: string): Fault {
  return { code, what, todo };
}

function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
