/**
 * A node of solc's JSON AST (Solidity documentation, "Compiler Input and Output JSON Description"). Only what every
 * node has is typed; the rest is read through {@link childNode} and {@link childNodes}, because the shape differs by
 * `nodeType` and between a parsed and an analysed tree.
 */
export type AstNode = {
  readonly id: number;
  readonly nodeType: string;
  /** "start:length:file", in UTF-8 bytes of the source. */
  readonly src: string;
  readonly [property: string]: unknown;
};
