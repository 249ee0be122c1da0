import { regionName } from "../../format/regionName.ts";

/** Member States of the EU and the other countries of the European Economic Area, ISO 3166-1 alpha-2. */
const CODES =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" ");

/** Countries of the European Economic Area with their English names, by name. */
export const COUNTRIES: readonly (readonly [code: string, name: string])[] = CODES.map(
  (code) => [code, regionName(code)] as const,
).sort(([, a], [, b]) => a.localeCompare(b, "en"));
