import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { DataRequestAct, ProceedingAct } from "@symbolon/protocol";
import { HUB_ACTS } from "./openActs.ts";

const here = import.meta.dirname;
/** Pages from which every form is reached. */
const PAGES = [join(here, "CaseParty.tsx"), join(here, "ApplyForm.tsx")];
/** Acts that a document of its own makes, with the route it is handed in by instead of an act's. */
const BY_DOCUMENT: Readonly<Record<string, string>> = {
  submitted: "submitApplication(",
  completed: "completeApplication(",
  "answer-agreed": "agreeToAnswer(",
};

/** Sources of this folder that the pages import, and those that these import. */
function reached(from: readonly string[], found = new Map<string, string>()): ReadonlyMap<string, string> {
  for (const file of from) {
    if (found.has(file) || !file.startsWith(here)) continue;
    const text = readFileSync(file, "utf8");
    found.set(file, text);
    reached(
      [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, path]) => join(dirname(file), path!)),
      found,
    );
  }
  return found;
}

/** Acts that no source signs: none says `kind: "…"` in an act, or hands in the document that makes it. */
function withoutForm(kinds: readonly string[], sources: Iterable<string>): string[] {
  const texts = [...sources].map((text) => text.replaceAll(/\s+/g, " "));
  return kinds.filter((kind) => {
    const word = BY_DOCUMENT[kind];
    return !texts.some((text) => (word === undefined ? signs(text, kind) : text.includes(word)));
  });
}

function signs(text: string, kind: string): boolean {
  return text.includes(`kind: "${kind}"`);
}

const permitKinds = ProceedingAct.options.map(({ shape }) => shape.kind.value as string);
const requestKinds = DataRequestAct.options.map(({ shape }) => shape.kind.value as string);
const taken = [...new Set([...permitKinds, ...requestKinds])].filter(
  (kind) => !(HUB_ACTS as readonly string[]).includes(kind),
);
const sources = reached(PAGES);
/** Texts about acts name every kind and sign none; the rules of openActs likewise. */
const forms = [...sources].filter(([file]) => !/(actText|openActs)\.ts$/.test(file));

test("every act of the protocol that a person takes has a form that is reached from the pages", () => {
  assert.ok(taken.length > 30, "the protocol's list was read");
  assert.ok(forms.length > 40, "the pages' imports were followed");
  assert.deepEqual(
    withoutForm(
      taken,
      forms.map(([, text]) => text),
    ),
    [],
  );
});

test("an act without a form is named: a new one, and each one whose form is taken away", () => {
  const texts = forms.map(([, text]) => text);
  assert.deepEqual(withoutForm(["never-heard-of"], texts), ["never-heard-of"]);
  for (const kind of ["extension-requested", "extended", "fee-set", "deleted", "proposal-made", "fined"]) {
    const others = texts.filter((text) => !signs(text, kind));
    assert.deepEqual(withoutForm(taken, others).includes(kind), true, kind);
  }
});

test("no form of the folder of acts is left out of the desks", () => {
  for (const file of readdirSync(join(here, "acts")).filter((name) => name.endsWith(".tsx")))
    assert.ok(sources.has(join(here, "acts", file)), file);
});
