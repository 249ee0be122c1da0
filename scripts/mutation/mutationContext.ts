import type { AstNode } from "../solidity/astNode.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import type { Mutant, Removal, Wrap } from "./mutant.ts";
import { MUTANT_LIBRARY } from "./mutantLibrary.ts";

/** Collects the mutants of one source; operators call its methods. */
export class MutationContext {
  readonly source: SourceText;
  readonly found: Mutant[] = [];
  readonly #firstId: number;
  #order = 0;

  constructor(source: SourceText, firstId: number) {
    this.source = source;
    this.#firstId = firstId;
  }

  /** Another value for an expression: `(on ? replacement : original)`. */
  replaceExpression(node: AstNode, operator: string, replacement: string): void {
    this.#add(node, operator, [{ node, replacement }]);
  }

  /** Two expressions of one type change places. */
  swapExpressions(first: AstNode, second: AstNode): void {
    const [a, b] = [this.source.textOf(first), this.source.textOf(second)];
    this.#add(first, "swap arguments", [
      { node: first, replacement: b },
      { node: second, replacement: a },
    ]);
  }

  /** A condition means its opposite; what is inside it can still be mutated. */
  negate(node: AstNode): void {
    const { start, end } = this.source.range(node);
    const text = this.source.textOf(node);
    const open = (on: string) => `(${on} != (`;
    this.#push(node, "negate condition", [{ start, end, text: `!(${text})` }], (on) => [
      { start, end, open: open(on), close: "))", order: this.#order++ },
    ]);
  }

  /** A statement [node, end) is left out. The outer braces keep an `else` that follows where it belongs. */
  deleteStatement(node: AstNode, end: number, operator: string): void {
    const { start } = this.source.range(node);
    this.#push(node, operator, [{ start, end, text: "{}" }], (on) => [
      { start, end, open: `{ if (!${on}) { `, close: " } }", order: this.#order++ },
    ]);
  }

  /** A statement [node, end) is replaced by another. */
  replaceStatement(node: AstNode, end: number, operator: string, replacement: string): void {
    const { start } = this.source.range(node);
    this.#push(node, operator, [{ start, end, text: replacement }], (on) => [
      { start, end, open: `{ if (${on}) { ${replacement} } else { `, close: " } }", order: this.#order++ },
    ]);
  }

  /** A function loses one modifier. */
  removeModifier(node: AstNode, removal: Removal): void {
    const plain = [{ ...removal.removed, text: "" }];
    this.#push(node, "remove modifier", plain, () => [], removal);
  }

  #add(at: AstNode, operator: string, parts: readonly { node: AstNode; replacement: string }[]): void {
    // A line comment inside would swallow the rest of the line it is copied to.
    if (parts.some(({ replacement }) => replacement.includes("//"))) return;
    const plain = parts.map(({ node, replacement }) => ({ ...this.source.range(node), text: replacement }));
    this.#push(at, operator, plain, (on) =>
      plain.map(({ start, end, text }) => ({
        start,
        end,
        open: `(${on} ? ${text.replace(/\s+/g, " ")} : `,
        close: ")",
        order: this.#order++,
      })),
    );
  }

  #push(
    at: AstNode,
    operator: string,
    plain: Mutant["plain"],
    wraps: (on: string) => Wrap[],
    removal?: Removal,
  ): void {
    const id = this.#firstId + this.found.length;
    const line = this.source.lineAt(this.source.range(at).start);
    const on = `${MUTANT_LIBRARY}.on(${id})`;
    const mutant = { id, file: this.source.name, line, operator, plain, wraps: wraps(on) };
    this.found.push(removal === undefined ? mutant : { ...mutant, removal });
  }
}
