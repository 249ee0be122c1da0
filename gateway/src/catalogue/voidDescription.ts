import { CATALOGUE_CONTEXT } from "@symbolon/protocol";

/**
 * The catalogue as a VoID dataset (W3C Interest Group Note "Describing Linked Datasets with the VoID Vocabulary"), one JSON-LD node: where its
 * pages and dumps are, which vocabularies it uses and how many datasets it describes.
 */
export function voidDescription(baseUrl: string, datasets: number) {
  return {
    "@context": { ...CATALOGUE_CONTEXT, void: "http://rdfs.org/ns/void#" },
    "@id": `${baseUrl}/.well-known/void`,
    "@type": "void:DatasetDescription",
    "dct:title": { "@value": "Description of the Symbolon market catalogue", "@language": "en" },
    "foaf:primaryTopic": {
      "@id": `${baseUrl}/catalogue`,
      "@type": "void:Dataset",
      "dct:title": { "@value": "Symbolon market catalogue", "@language": "en" },
      "foaf:homepage": { "@id": `${baseUrl}/` },
      "void:dataDump": [
        { "@id": `${baseUrl}/catalogue/all.ttl` },
        { "@id": `${baseUrl}/catalogue/all.jsonld` },
      ],
      "void:rootResource": { "@id": `${baseUrl}/catalogue` },
      "void:uriSpace": `${baseUrl}/catalogue/`,
      "void:entities": datasets,
      "void:feature": [
        { "@id": "http://www.w3.org/ns/formats/Turtle" },
        { "@id": "http://www.w3.org/ns/formats/JSON-LD" },
      ],
      "void:vocabulary": ["dcat", "dct", "dcatap", "healthdcatap", "csvw", "dpv", "dqv", "prov"].map(
        (prefix) => ({
          "@id": CATALOGUE_CONTEXT[prefix as keyof typeof CATALOGUE_CONTEXT],
        }),
      ),
    },
  };
}
