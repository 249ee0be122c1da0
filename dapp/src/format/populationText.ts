import { countryName } from "./countryName.ts";

type PopulationView = {
  readonly coverage: string | null;
  readonly minAge: number | null;
  readonly maxAge: number | null;
  readonly countries: readonly string[];
};

/** Whose records a dataset holds, in one line: what is covered, typical ages, countries; null where nothing is told. */
export function populationText(population: PopulationView): string | null {
  const { coverage, countries } = population;
  const parts = [coverage, agesText(population), countries.map(countryName).join(", ")];
  const told = parts.filter((part) => part !== null && part !== "");
  return told.length === 0 ? null : told.join(" · ");
}

/** "ages 18 to 90", "ages 18 and over"; null where no age is told. */
export function agesText({ minAge, maxAge }: Pick<PopulationView, "minAge" | "maxAge">): string | null {
  if (minAge === null) return maxAge === null ? null : `ages up to ${maxAge}`;
  return maxAge === null ? `ages ${minAge} and over` : `ages ${minAge} to ${maxAge}`;
}
