/** The forms a catalogue page comes in: media type and the ending that asks for it outright. The first is what a caller gets who takes anything. */
export const REPRESENTATIONS = [
  { type: "application/ld+json", suffix: ".jsonld" },
  { type: "text/turtle", suffix: ".ttl" },
  { type: "text/html", suffix: ".html" },
] as const;

/** Media type of a representation. */
export type RepresentationType = (typeof REPRESENTATIONS)[number]["type"];
