import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CATALOGUE } from "@symbolon/protocol";
import { repositoryRoot } from "../repositoryRoot.ts";

/** Meaning of the thousands digit, as the catalogue's comment defines it. */
const RANGES: readonly [prefix: string, title: string][] = [
  ["E1", "Input data"],
  ["E2", "Money and orders"],
  ["E3", "Consent, budget and permits"],
  ["E4", "Jobs and nodes"],
  ["E5", "Storage and keys"],
  ["E6", "Chain and network"],
  ["E7", "Verification"],
  ["E8", "Set-up and environment"],
  ["E9", "Gateway"],
];

/** Writes docs/errors.md: the error catalogue as a page that a code can be looked up in (`docs/errors.md#e3001`). */
async function generateErrorsDoc(): Promise<void> {
  const sections = RANGES.map(([prefix, title]) => {
    const entries = Object.entries(CATALOGUE)
      .filter(([code]) => code.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { what, todo, retryable }]) => {
        const again = retryable ? "Trying again can help." : "Trying again does not help.";
        return `### ${code}\n\n${quote(what)}\n\nWhat to do: ${quote(todo)} ${again}\n`;
      });
    return `## ${prefix}xxx: ${title}\n\n${entries.join("\n")}`;
  });
  const head = `<!-- Generated from protocol/src/errors/catalogue.ts by: npm run generate. Do not edit. -->

# Errors

Every failure a user or another process can see has a code. Words in braces are filled in when it happens.
`;
  await writeFile(join(repositoryRoot, "docs/errors.md"), `${head}\n${sections.join("\n")}`);
  console.log(`${Object.keys(CATALOGUE).length} errors written to docs/errors.md`);
}

/** Placeholders in code style, so that Markdown leaves underscores and braces alone. */
function quote(text: string): string {
  return text.replace(/\{\w+\}/g, (placeholder) => `\`${placeholder}\``);
}

await generateErrorsDoc();
