import { readFile } from "node:fs/promises";
import { SymbolonError } from "@symbolon/protocol";

/** What a JSON file holds. Throws E1005 where it is not there or not JSON. */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not there or not JSON" }, { cause });
  }
}
