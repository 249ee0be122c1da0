import { HEALTH_CATEGORIES } from "@symbolon/protocol";
import type { Facet } from "../../data/gateway/catalogueTypes.ts";
import { amountBand } from "../../format/amountBand.ts";
import { countryName } from "../../format/countryName.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { laneLabel } from "../../format/lanes.ts";
import { purposeOfFacet } from "../../format/purposes.ts";
import { readingEpsilon } from "../../format/readingEpsilon.ts";
import { wordsOfCode } from "../../format/wordsOfCode.ts";

/** Headings of the facets. */
export const FACET_LEGENDS: Readonly<Record<Facet, string>> = {
  category: "Kind of data",
  theme: "Health theme",
  population: "Age of the people",
  country: "Country",
  records: "Number of records",
  lane: "Access",
  price: "Price of an order",
  rhoLeft: "Privacy budget left",
  certificate: "Certificate",
  purpose: "Allowed purpose",
  codingSystem: "Coding system",
  standard: "Data standard",
  accessLevel: "Original records",
};

const AGES: Readonly<Record<string, string>> = {
  "0..17": "Under 18",
  "18..64": "18 to 64",
  "65..": "65 and over",
};
const CERTIFICATES: Readonly<Record<string, string>> = {
  private: "A private file passed",
  "high-fidelity": "A high-fidelity file passed",
  statistics: "A statistic passed",
  none: "None yet",
};
const ACCESS_LEVELS: Readonly<Record<string, string>> = {
  PUBLIC: "Public",
  RESTRICTED: "Restricted",
  NON_PUBLIC: "Not public",
};

/** A facet's value in a reader's words; a value that is not known here stays as it is. */
export function facetLabel(facet: Facet, value: string): string {
  switch (facet) {
    case "category":
      return HEALTH_CATEGORIES.find(({ code }) => code === value)?.label ?? value;
    case "theme":
      return wordsOfCode(value);
    case "country":
      return countryName(value);
    case "population":
      return AGES[value] ?? notTold(value);
    case "records":
      return bandLabel(value, formatNumber) ?? notTold(value);
    case "price":
      return priceLabel(value);
    case "rhoLeft":
      return budgetLabel(value);
    case "certificate":
      return CERTIFICATES[value] ?? value;
    case "purpose":
      return purposeOfFacet(value)?.label ?? value;
    case "lane":
      return laneLabel(value);
    case "accessLevel":
      return ACCESS_LEVELS[value] ?? value;
    default:
      return value;
  }
}

function notTold(value: string): string {
  return value === "unknown" ? "Not told" : value;
}

/** "1,000 to 10,000": the upper end is not in the band any more. One is the smallest amount there is, so what starts there reads "Under". */
function bandLabel(name: string, format: (amount: bigint) => string): string | null {
  const band = amountBand(name);
  if (band === null) return null;
  const { lower, upper } = band;
  if (upper === null) return `${format(lower)} and more`;
  return lower <= 1n ? `Under ${format(upper)}` : `${format(lower)} to ${format(upper)}`;
}

/** Only nothing at all is in the band. */
function isNothing(name: string): boolean {
  return amountBand(name)?.upper === 1n;
}

function priceLabel(name: string): string {
  if (isNothing(name)) return "Free";
  const label = bandLabel(name, (wei) => formatSym(wei));
  return label === null ? name : `${label} SYM`;
}

function budgetLabel(name: string): string {
  if (isNothing(name)) return "Used up";
  const label = bandLabel(name, readingEpsilon);
  return label === null ? name : `ε ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
