import { alpha2Of } from "./alpha2Of.ts";

const names = new Intl.DisplayNames("en", { type: "region" });

/** English name of a country by its three-letter code; FIN -> "Finland". A country beyond the table stays a code. */
export function countryName(code: string): string {
  const short = alpha2Of(code);
  return (short === undefined ? undefined : names.of(short)) ?? code;
}
