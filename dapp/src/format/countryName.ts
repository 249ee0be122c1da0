/** Countries of the EU's authority table in and around the European Economic Area: its three-letter codes to ISO 3166-1 alpha-2. */
const ALPHA_2: Readonly<Record<string, string>> = {
  AUT: "AT",
  BEL: "BE",
  BGR: "BG",
  CHE: "CH",
  CYP: "CY",
  CZE: "CZ",
  DEU: "DE",
  DNK: "DK",
  ESP: "ES",
  EST: "EE",
  FIN: "FI",
  FRA: "FR",
  GBR: "GB",
  GRC: "GR",
  HRV: "HR",
  HUN: "HU",
  IRL: "IE",
  ISL: "IS",
  ITA: "IT",
  LIE: "LI",
  LTU: "LT",
  LUX: "LU",
  LVA: "LV",
  MLT: "MT",
  NLD: "NL",
  NOR: "NO",
  POL: "PL",
  PRT: "PT",
  ROU: "RO",
  SVK: "SK",
  SVN: "SI",
  SWE: "SE",
  TUR: "TR",
  UKR: "UA",
  USA: "US",
};

const names = new Intl.DisplayNames("en", { type: "region" });

/** English name of a country by its three-letter code; FIN -> "Finland". A country beyond the table stays a code. */
export function countryName(code: string): string {
  const short = ALPHA_2[code];
  return (short === undefined ? undefined : names.of(short)) ?? code;
}
