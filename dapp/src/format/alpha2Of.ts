import { COUNTRY_CODES } from "./countryCodes.ts";

/** ISO 3166-1 alpha-2 of a country by its three-letter code; FIN -> "FI". Undefined beyond the table. */
export function alpha2Of(code: string): string | undefined {
  return COUNTRY_CODES[code];
}
