/**
 * Reads RFC 4180 text that comes in pieces (quoted fields, doubled quotes, CRLF or LF) and hands over every record in order, the header first; empty lines
 * are no records. Nothing is kept, so a file of any length can be read.
 */
export function csvScanner(onRecord: (record: string[]) => void): {
  push(text: string): void;
  end(): void;
} {
  let record: string[] = [];
  let field = "";
  let isQuoted = false;
  /** The last character closed a quoted field, unless another quote follows. */
  let isClosing = false;
  const endField = () => {
    record.push(field);
    field = "";
  };
  const endRecord = () => {
    endField();
    if (record.length > 1 || record[0] !== "") onRecord(record);
    record = [];
  };
  return {
    push(text) {
      for (let i = 0; i < text.length; i++) {
        const char = text[i]!;
        const wasClosing = isClosing;
        isClosing = false;
        if (isQuoted) {
          if (char !== '"') field += char;
          else {
            isQuoted = false;
            isClosing = true;
          }
        } else if (char === '"' && wasClosing) {
          field += '"';
          isQuoted = true;
        } else if (char === '"' && field === "") isQuoted = true;
        else if (char === ",") endField();
        else if (char === "\n") endRecord();
        else if (char !== "\r") field += char;
      }
    },
    end() {
      if (field !== "" || record.length > 0) endRecord();
    },
  };
}
