/**
 * The lines of a UTF-8 text that comes in chunks, without their line feeds, one at a time; time and memory grow with the longest line and no more. Only a line
 * feed ends a line: U+2028 and U+2029 stand unescaped in JSON texts (RFC 8259, section 7), and node:readline would end one there. A carriage
 * return stays. What follows the last line feed is a line unless it is empty.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", from)) {
      open.push(text.slice(from, feed));
      yield open.join("");
      open = [];
      from = feed + 1;
    }
    open.push(text.slice(from));
  }
  const last = open.join("") + decoder.decode();
  if (last !== "") yield last;
}
