import { readDate } from "../dates/readDate.ts";

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const CODE = /^\S+(?: \S+)*$/;
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;
/** A time needs a zone (FHIR R4, 2.24.0.1). */
const DATETIME = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/;

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) => isText(value) && ID.test(value),
  code: (value) => isText(value) && CODE.test(value),
  string: (value) => isText(value) && value.trim() !== "",
  uri: (value) => isText(value) && /^\S+$/.test(value),
  canonical: (value) => isText(value) && /^\S+$/.test(value),
  date: (value) => isText(value) && DATE.test(value) && readDate(value) !== null,
  dateTime: (value) => isText(value) && DATETIME.test(value) && readDate(value) !== null,
  instant: (value) => isText(value) && value.length > 10 && DATETIME.test(value) && readDate(value) !== null,
  boolean: (value) => typeof value === "boolean",
  decimal: (value) => typeof value === "number" && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  unsignedInt: (value) => Number.isInteger(value) && Number(value) >= 0,
};

/** Why a value is not one of FHIR's primitive type (R4, 2.24.0.1), or null; undefined when there is no such type. */
export function primitiveFault(type: string, value: unknown): string | null | undefined {
  const test = TESTS[type];
  return test === undefined ? undefined : test(value) ? null : `not of type ${type}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
