import { PURPOSES } from "@symbolon/protocol";
import type { ProviderConfig } from "@symbolon/synth-worker/upload";
import { mappingOf } from "../sample/mappingOf.ts";
import { catalogueOf } from "./catalogueOf.ts";
import type { PublishDraft } from "./publishDraft.ts";
import { rhoOf } from "./rhoOf.ts";
import { symOf } from "./symOf.ts";
import { wordsOf } from "./wordsOf.ts";

/** Name of the schema file beside the configuration. */
export const SCHEMA_FILE = "dataset.schema.json";

/** The configuration (symbolon-provider/1) with which the hospital's node serves the dataset, unchecked. Amounts that are none become "". */
export function providerConfigOf(draft: PublishDraft, accessUrl: string): ProviderConfig {
  const isEhds = draft.lane === "ehds";
  const wei = (text: string) => symOf(text)?.toString() ?? "";
  const { holder, compute, evaluation, accessBody } = draft.costs;
  const costs = [holder, compute, evaluation, accessBody].map(symOf);
  const sum = costs.some((cost) => cost === null)
    ? ""
    : String(costs.reduce<bigint>((all, cost) => all + cost!, 0n));
  const { source, columns, delimiter } = mappingOf(draft.columns, draft.sample?.delimiter ?? ",");
  return {
    format: "symbolon-provider/1",
    title: draft.title.trim(),
    description: draft.description.trim(),
    publisher: draft.publisher.trim(),
    contact: draft.contact.trim(),
    file: draft.sample?.fileName ?? "",
    schema: SCHEMA_FILE,
    delimiter,
    maxFileBytes: 1_073_741_824,
    lane: draft.lane,
    priceWei: isEhds ? sum : wei(draft.price),
    rowPriceWei: isEhds ? "0" : wei(draft.rowPrice),
    renewalBps: isEhds ? 0 : Math.round(Number(draft.renewalPercent || Number.NaN) * 100),
    ...(isEhds
      ? {
          costs: {
            holderWei: wei(holder),
            computeWei: wei(compute),
            evaluationWei: wei(evaluation),
            accessBodyWei: wei(accessBody),
          },
        }
      : {}),
    rhoCapMicro: rhoOf(draft.epsilon)?.toString() ?? "",
    rhoPerBuyerMicro:
      draft.epsilonPerBuyer.trim() === "" ? "0" : (rhoOf(draft.epsilonPerBuyer)?.toString() ?? ""),
    purposes: PURPOSES.filter(({ bit }) => (draft.purposesMask & (1 << bit)) !== 0).map(({ code }) => code),
    category: draft.category,
    licence: draft.licence.trim(),
    keywords: wordsOf(draft.keywords),
    catalogue: catalogueOf(draft, accessUrl),
    source: draft.subject === null ? source : { ...source, [draft.subject]: source[draft.subject] ?? "text" },
    ...(draft.subject === null ? {} : { subject: { sql: `"${draft.subject}"` } }),
    identifiable: true,
    identifiers: [],
    columns,
    releaseClasses: ["private"],
    survival: [],
  };
}
