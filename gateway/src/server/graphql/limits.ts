/** What one GraphQL operation may ask for. The dApp's widest operation has depth 5, about 40 fields and cost about 18,000. */
export const LIMITS = {
  /** Nested fields, fragments counted where they are used; introspection fields may nest 16 deep (the standard query needs 14). */
  depth: 8,
  introspectionDepth: 16,
  aliases: 15,
  /** Tokens of the document; stops the parser before anything else is done. */
  tokens: 2000,
  /** Values an answer could hold at most, see operationCost. */
  cost: 50_000,
  bodyBytes: 262_144,
} as const;
