import type { AstNode } from "./astNode.ts";

/** A Solidity source addressed as solc does: by byte offset. */
export class SourceText {
  readonly name: string;
  readonly bytes: Buffer;

  constructor(name: string, text: string) {
    this.name = name;
    this.bytes = Buffer.from(text, "utf8");
  }

  /** First byte of a node, and the byte after its last. */
  range(node: AstNode): { start: number; end: number } {
    const [start = 0, length = 0] = node.src.split(":").map(Number);
    return { start, end: start + length };
  }

  /** What a node says in the source. */
  textOf(node: AstNode): string {
    const { start, end } = this.range(node);
    return this.slice(start, end);
  }

  slice(start: number, end: number): string {
    return this.bytes.toString("utf8", start, end);
  }

  /** Line of a byte, from 1. */
  lineAt(offset: number): number {
    let line = 1;
    for (let i = 0; i < offset; ++i) if (this.bytes[i] === 10) ++line;
    return line;
  }

  /** Byte after the next `;` at or after `offset` that is not in a comment. */
  afterSemicolon(offset: number): number {
    const text = this.bytes.toString("latin1");
    for (let i = offset; i < text.length; ++i) {
      if (text.startsWith("//", i)) i = text.indexOf("\n", i);
      else if (text.startsWith("/*", i)) i = text.indexOf("*/", i) + 1;
      else if (text[i] === ";") return i + 1;
      if (i < 0) break;
    }
    throw new Error(`${this.name}: no end of the statement at byte ${offset}`);
  }
}
