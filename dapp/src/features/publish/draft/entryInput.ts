import type { CatalogueEntryInput } from "@symbolon/protocol";
import { catalogueOf } from "./catalogueOf.ts";
import { draftSchema } from "./draftSchema.ts";
import type { PublishDraft } from "./publishDraft.ts";
import { wordsOf } from "./wordsOf.ts";

/**
 * What a draft says to protocol's catalogueDescription, as the hospital's node would say it. `unique` makes the identifier the dataset's own: the consent root's first
 * digits, or random ones where there is no root. `accessUrl` is the market's page.
 */
export function entryInput(
  draft: PublishDraft,
  { unique, accessUrl }: { unique: string; accessUrl: string },
): CatalogueEntryInput {
  const { hdab, ...told } = catalogueOf(draft, accessUrl);
  return {
    ...told,
    identifier: `${draft.schemaName}-${unique}`,
    title: draft.title.trim(),
    description: draft.description.trim(),
    keywords: wordsOf(draft.keywords),
    publisher: { name: draft.publisher.trim(), contact: { email: draft.contact.trim() } },
    hdab: { name: hdab.name, contact: { page: hdab.page } },
    categoryCode: draft.category,
    purposesMask: draft.purposesMask,
    records: draft.sample?.rows ?? 0,
    oneRecordPerPerson: true,
    schema: draftSchema(draft),
    licence: draft.licence.trim(),
  };
}
