import { agesText } from "./agesText.ts";
import { countryName } from "./countryName.ts";

type PopulationView = {
  readonly coverage: string | null;
  readonly minAge: number | null;
  readonly maxAge: number | null;
  readonly countries: readonly string[];
};

/** Whose records a dataset holds, in one line: what is covered, typical ages, countries; null where nothing is told. */
export function populationText({ coverage, minAge, maxAge, countries }: PopulationView): string | null {
  const ages = agesText(minAge, maxAge);
  const parts = [coverage, ages === null ? null : `ages ${ages}`, countries.map(countryName).join(", ")];
  const told = parts.filter((part) => part !== null && part !== "");
  return told.length === 0 ? null : told.join(" · ");
}
