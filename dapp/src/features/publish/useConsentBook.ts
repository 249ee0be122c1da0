import type { ConsentBook } from "@symbolon/synth-worker/upload";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { bookOf } from "./bookOf.ts";
import { providerConfigOf } from "./draft/providerConfigOf.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";
import type { OpenSample } from "./sample/openSample.ts";

/**
 * The consent book of a draft. One that was made here is of the draft as it was then: a change of what consents tell (title, holder, purposes, category, contact,
 * patients) makes it none, and it is made again.
 */
export function useConsentBook(draft: PublishDraft, open: () => OpenSample | null) {
  const terms = providerConfigOf(draft, "");
  const { title, publisher, purposes, category, contact } = terms;
  const told = JSON.stringify([
    draft.sample?.fileDigest,
    title,
    publisher,
    purposes,
    category,
    contact,
    draft.subject,
  ]);
  const [kept, setKept] = useState<{ told: string; book: ConsentBook; isSaved: boolean } | null>(null);
  const make = useMutation({
    mutationFn: async () =>
      open()?.consents({ title, publisher, purposes, category, contact }, draft.subject),
    onSuccess: (book) => setKept(book === undefined ? null : { told, book, isSaved: false }),
  });
  const read = useMutation({
    mutationFn: (file: File) => bookOf(file, draft.sample!),
    onSuccess: (book) => setKept({ told, book, isSaved: true }),
  });
  const current = kept?.told === told ? kept : null;
  return {
    book: current?.book ?? null,
    isSaved: current?.isSaved ?? false,
    make,
    read,
    markSaved: () => setKept((earlier) => (earlier === null ? null : { ...earlier, isSaved: true })),
  };
}
