/** One catalogued failure: what happened, what the reader can do, and whether trying again can help. */
export type CatalogueEntry = { readonly what: string; readonly todo: string; readonly retryable: boolean };
