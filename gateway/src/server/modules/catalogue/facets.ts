/** What datasets are narrowed by, in the order in which it is shown. */
export const FACETS = [
  "category",
  "theme",
  "codingSystem",
  "standard",
  "country",
  "accessLevel",
  "population",
  "records",
  "rhoLeft",
  "certificate",
  "price",
  "purpose",
  "lane",
] as const;
export type Facet = (typeof FACETS)[number];
