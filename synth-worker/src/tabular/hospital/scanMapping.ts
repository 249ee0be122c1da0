/** A token: word and symbol compare by `value` (words in lower case), name and text carry theirs. */
export type MappingToken = {
  readonly kind: "word" | "name" | "text" | "number" | "symbol" | "end";
  readonly value: string;
};

const TOKEN =
  /\s*(?:(?<word>[A-Za-z_][A-Za-z0-9_]*)|"(?<name>(?:[^"]|"")*)"|'(?<text>(?:[^']|'')*)'|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![A-Za-z0-9_.])|(?<symbol><=|>=|<>|!=|-(?!-)|[+*/=<>(),]))/y;

/** The tokens of a mapping's SQL, `end` last. Throws RangeError naming where it is not the SQL that parseMapping knows. */
export function scanMapping(sql: string): MappingToken[] {
  const tokens: MappingToken[] = [];
  const source = sql.trimEnd();
  let at = 0;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(source)?.groups;
    if (groups === undefined) throw new RangeError(`not known here: ${source.slice(at, at + 20).trim()}`);
    at = TOKEN.lastIndex;
    const { word, name, text, number, symbol } = groups;
    if (word !== undefined) tokens.push({ kind: "word", value: word.toLowerCase() });
    else if (name !== undefined) tokens.push({ kind: "name", value: name.replaceAll('""', '"') });
    else if (text !== undefined) tokens.push({ kind: "text", value: text.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: "number", value: number });
    else tokens.push({ kind: "symbol", value: symbol === "!=" ? "<>" : symbol! });
  }
  tokens.push({ kind: "end", value: "" });
  return tokens;
}
