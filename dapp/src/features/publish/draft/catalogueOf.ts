import type { ProviderConfig } from "@symbolon/synth-worker/upload";
import type { PublishDraft } from "./publishDraft.ts";
import { wordsOf } from "./wordsOf.ts";

/** What HealthDCAT-AP is told beside the rest, unchecked: the same in the entry that is published and in the node's configuration. */
export function catalogueOf(draft: PublishDraft, accessUrl: string): ProviderConfig["catalogue"] {
  const dataUse = Object.entries(draft.dataUse) as [
    NonNullable<ProviderConfig["catalogue"]["dataUse"]>[number]["duo"],
    string,
  ][];
  return {
    hdab: { name: draft.hdabName.trim(), page: draft.hdabPage.trim() },
    healthThemes: [...draft.themes],
    populationCoverage: draft.coverage.trim(),
    legalBasis: draft.legalBasis.trim(),
    provenance: draft.provenance.trim(),
    accessUrl,
    codingSystems: wordsOf(draft.codingSystems),
    standards: wordsOf(draft.standards),
    countries: [...draft.countries],
    ...(draft.minAge.trim() === "" && draft.maxAge.trim() === ""
      ? {}
      : { typicalAge: { min: yearsOf(draft.minAge), max: yearsOf(draft.maxAge) } }),
    ...(draft.start === "" && draft.end === "" ? {} : { period: { start: draft.start, end: draft.end } }),
    ...(dataUse.length === 0
      ? {}
      : {
          dataUse: dataUse.map(([duo, value]) =>
            value.trim() === "" ? { duo } : { duo, values: [value.trim()] },
          ),
        }),
    ...(draft.isTrusted ? { trustedDataHolder: true } : {}),
    ...(draft.isPublicFunding ? { publicFunding: true, labelUrl: draft.labelUrl.trim() } : {}),
  };
}

function yearsOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
