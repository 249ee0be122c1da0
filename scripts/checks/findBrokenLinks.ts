import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { sourceFiles } from "./sourceFiles.ts";

const LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;

/** Links in Markdown files to files or headings of this repository that are not there. Web addresses are not fetched. */
export async function findBrokenLinks(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of await sourceFiles(root, (name) => name.endsWith(".md"))) {
    const text = withoutCode(await readFile(join(root, path), "utf8"));
    for (const [index, line] of text.split("\n").entries()) {
      for (const [, target = ""] of line.matchAll(LINK)) {
        const reason = await fault(root, path, target);
        if (reason !== null) found.push(`${path}:${index + 1}: ${reason}`);
      }
    }
  }
  return found;
}

async function fault(root: string, path: string, target: string): Promise<string | null> {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return null;
  const [file = "", heading] = target.split("#");
  const linked = file === "" ? path : normalize(join(dirname(path), decodeURI(file)));
  if (linked.startsWith("..")) return `${target} leads out of the repository`;
  if (!existsSync(join(root, linked))) return `${target} is not there`;
  if (heading === undefined || !linked.endsWith(".md")) return null;
  const headings = headingIds(await readFile(join(root, linked), "utf8"));
  return headings.has(heading) ? null : `${linked} has no heading #${heading}`;
}

/** Ids as GitHub makes them: lower case, punctuation dropped, spaces to hyphens, repeats numbered. */
function headingIds(text: string): Set<string> {
  const ids = new Set<string>();
  for (const [, title = ""] of withoutCode(text, false).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const id = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    let unique = id;
    for (let n = 1; ids.has(unique); n++) unique = `${id}-${n}`;
    ids.add(unique);
  }
  for (const [, anchor = ""] of text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) ids.add(anchor);
  return ids;
}

/** Blanks fenced blocks (and code spans), keeping line numbers. */
function withoutCode(text: string, spans = true): string {
  const blank = (code: string) => code.replace(/[^\n]/g, "");
  const unfenced = text.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, blank);
  return spans ? unfenced.replace(/`[^`\n]*`/g, blank) : unfenced;
}
