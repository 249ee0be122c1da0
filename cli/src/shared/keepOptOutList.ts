import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson, type Hex, SymbolonError } from "@symbolon/protocol";
import { optOutRoot, parseConsentBook, parseOptOutBook } from "@symbolon/synth-worker/upload";
import { parseJson } from "./keyFile.ts";

/** Who has opted out as the holder's hub tells its owner, in the order of the root's leaves, and who took it back. */
export type OptOutList = {
  readonly root: Hex;
  readonly persons: number;
  readonly entries: readonly { readonly subject: string; readonly salt: Hex }[];
  readonly reversed: readonly string[];
};

/**
 * Writes the hub's list into `opt-outs.json` of a node's state folder, before its root is anchored: a node that does not have the list of an anchored root
 * serves no permit (E4010). Persons are found by the node's consent book. Again with the same list it writes nothing. Throws E3004 for a person the book
 * does not have, E3010 where the node's last list names somebody of whom the hub knows nothing, E1005 and E1006 for a book that cannot be used.
 */
export async function keepOptOutList(stateFolder: string, list: OptOutList): Promise<void> {
  const { root, entries, reversed } = list;
  const { consents } = parseConsentBook(await readBook(join(stateFolder, "consents.json")));
  const rowOf = new Map(consents.map(({ subject, row }) => [subject, row]));
  const kept = entries.map(({ subject, salt }) => {
    const row = rowOf.get(subject);
    if (row === undefined) throw new SymbolonError("E3004", { subject });
    return { row, subject, salt };
  });
  if (optOutRoot(kept) !== root) throw new SymbolonError("E9001", { reason: "a list of another root" });
  const file = join(stateFolder, "opt-outs.json");
  const before = await readBook(file).catch((error: unknown) => {
    if (error instanceof SymbolonError && error.code === "E1005") return null;
    throw error;
  });
  const lists = before === null ? [] : parseOptOutBook(before).lists;
  const told = new Set([...entries.map(({ subject }) => subject), ...reversed]);
  const unknown = lists.at(-1)?.entries.find(({ subject }) => !told.has(subject));
  if (unknown !== undefined)
    throw new SymbolonError("E3010", {
      step: "opt-out list",
      reason: `the node's list names ${unknown.subject} and the hub's does not: symbolon consent opt-out ${unknown.subject}`,
    });
  if (lists.some((each) => each.root === root)) return;
  await replaceFile(file, { format: "symbolon-opt-outs/1", lists: [...lists, { root, entries: kept }] });
}

async function readBook(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not there" }, { cause });
  }
  return parseJson(text, file);
}

/** Whatever ends this process, the file is the old or the new one. */
async function replaceFile(file: string, value: unknown): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeFile(temporary, canonicalJson(value), { mode: 0o600, flag: "wx", flush: true });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}
