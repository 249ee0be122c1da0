import type { HolderDeclaration } from "@symbolon/protocol";
import type { DatasetDuties } from "../../data/gateway/fetchDatasetDuties.ts";
import { regionName } from "../../format/regionName.ts";

/** One duty of Regulation (EU) 2025/327 and how it stands for a dataset. `links` are web addresses that belong to the value, in its order. */
export type DutyFact = {
  readonly label: string;
  readonly article: string;
  readonly value: string;
  readonly links: readonly string[];
};

const GROUNDS: Readonly<Record<HolderDeclaration["protectedColumns"][number]["ground"], string>> = {
  "intellectual-property": "intellectual property",
  "trade-secret": "trade secret",
  "regulatory-protection": "regulatory data protection",
};
const HOLDERS: Readonly<Record<HolderDeclaration["holderClass"], string>> = {
  obliged: "Has a holder's duties",
  "micro-enterprise": "Exempt as a micro-enterprise",
  "natural-person": "Exempt as a natural person",
};

/** Where the yearly check of the description stands, in words. */
export const REVIEW_TEXTS: Readonly<Record<DatasetDuties["review"]["state"], string>> = {
  reviewed: "Reviewed",
  "due-soon": "Review due soon",
  overdue: "Not reviewed in time",
};

/** What is declared of a dataset, duty by duty in the order of the articles, in a reader's words. */
export function dutyFacts({ declaration, isInScope, review, trustedBy }: DatasetDuties): DutyFact[] {
  const { holderClass, nationalExtension, derivedFrom, protectedColumns, openAccessUrl } = declaration;
  const fact = (label: string, article: string, value: string, links: readonly string[] = []) => ({
    ...{ label, article, value, links },
  });
  const extended =
    nationalExtension === null ? "" : `; national law extends the duties: ${nationalExtension}`;
  const scope = isInScope ? "may be asked for" : "no application may ask for it";
  return [
    fact("Holder", "50", `${HOLDERS[holderClass]}${extended}; ${scope}`),
    fact(
      "Made from",
      "51(3)",
      declaration.isDerived
        ? derivedFrom
            .map(
              ({ dataset, permitId }) => `${dataset}${permitId === null ? "" : ` under permit ${permitId}`}`,
            )
            .join("\n")
        : "The holder's own records; not derived from other datasets",
      derivedFrom.map(({ dataset }) => dataset).filter((url) => /^https?:/.test(url)),
    ),
    fact(
      "Protected columns",
      "52(2)",
      protectedColumns.length === 0
        ? "None"
        : protectedColumns
            .map(({ column, ground, justification }) => `${column} (${GROUNDS[ground]}): ${justification}`)
            .join("\n"),
    ),
    fact("Description", "60(3)", `Last checked ${declaration.reviewedOn}; next by ${review.dueOn}`),
    ...(openAccessUrl === null ? [] : [fact("Open to everybody", "60(5)", openAccessUrl, [openAccessUrl])]),
    fact(
      "Persons",
      "71(8)",
      declaration.identifiable
        ? "Records are about persons, who may opt out"
        : "Records identify nobody, so there is nothing to opt out of",
    ),
    fact(
      "Trusted holder",
      "72",
      trustedBy.length === 0
        ? "Not named by an access body"
        : `Named by the access body of ${trustedBy.map(regionName).join(", ")}`,
    ),
  ];
}
