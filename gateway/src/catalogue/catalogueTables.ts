/**
 * What lists and search need of a catalogue entry, by the digest of the entry: `search` has the title's words in class A, keywords in B, all
 * others in D. `catalogue_value` holds the entry's facet values. `reader` is the version of the code that read the entry (CATALOGUE_READER);
 * rows of an older one are read again. `changed` is the number of the row's last change, counted in `catalogue_change`, whose one row is locked from
 * the count to the end of the change: changes become visible in their order, so whoever has read up to a number misses none below it.
 */
export const CATALOGUE_TABLES = `
CREATE TABLE IF NOT EXISTS gateway.catalogue (
  digest text PRIMARY KEY,
  title text NOT NULL,
  description text NOT NULL,
  records integer,
  licence text,
  search tsvector NOT NULL
);
ALTER TABLE gateway.catalogue ADD COLUMN IF NOT EXISTS reader integer NOT NULL DEFAULT 0;
ALTER TABLE gateway.catalogue ADD COLUMN IF NOT EXISTS changed bigint NOT NULL DEFAULT 0;
CREATE TABLE IF NOT EXISTS gateway.catalogue_change (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  number bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS catalogue_search ON gateway.catalogue USING gin (search);
CREATE TABLE IF NOT EXISTS gateway.catalogue_value (
  digest text NOT NULL,
  facet text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (digest, facet, value)
);
`;
