/** JSON-LD prefixes of a catalogue entry (HealthDCAT-AP Release 8), written out so that nothing has to be fetched to read one. */
export const CATALOGUE_CONTEXT = {
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  dcatap: "http://data.europa.eu/r5r/",
  healthdcatap: "http://healthdataportal.eu/ns/health#",
  geodcatap: "http://data.europa.eu/930/",
  cv: "http://data.europa.eu/m8g/",
  csvw: "http://www.w3.org/ns/csvw#",
  dpv: "https://w3id.org/dpv#",
  "eu-ehds": "https://w3id.org/dpv/legal/eu/ehds#",
  foaf: "http://xmlns.com/foaf/0.1/",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  symbolon: "urn:symbolon:vocabulary:",
} as const;
