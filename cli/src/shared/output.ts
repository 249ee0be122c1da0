/** Where a command's result goes: one JSON document with --json, else lines a person reads. */
export type Output = { result(value: Record<string, unknown>, lines: string[]): void };

/** Output to standard out. bigint becomes decimal text in JSON. */
export function output(json: boolean): Output {
  return {
    result(value, lines) {
      if (json)
        console.log(
          JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item)),
        );
      else for (const line of lines) console.log(line);
    },
  };
}
