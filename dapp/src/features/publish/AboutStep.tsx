import { HEALTH_CATEGORIES, VOCABULARIES } from "@symbolon/protocol";
import { COUNTRY_CODES } from "../../format/countryCodes.ts";
import { countryName } from "../../format/countryName.ts";
import { wordsOfCode } from "../../format/wordsOfCode.ts";
import { Card } from "../../ui/Card.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { CodesField } from "./CodesField.tsx";
import type { DraftFaults } from "./draft/draftFaults.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";

const CATEGORIES = HEALTH_CATEGORIES.map(
  ({ point, label }, i) => [String(i), `(${point}) ${label}`] as const,
);
const THEMES = (VOCABULARIES.healthTheme.codes ?? []).map((code) => [code, wordsOfCode(code)] as const);
const COUNTRIES = Object.keys(COUNTRY_CODES).map((code) => [code, countryName(code)] as const);

/** Members of a draft that are one line of text. */
type TextKey = { [K in keyof PublishDraft]: PublishDraft[K] extends string ? K : never }[keyof PublishDraft];

/** Step 3: the catalogue entry (HealthDCAT-AP) as a form; what its validator finds stands beside the field. */
export function AboutStep({
  draft,
  faults,
  isTold,
  onChange,
}: {
  draft: PublishDraft;
  faults: DraftFaults;
  /** Faults of empty fields are shown once somebody wanted to go on. */
  isTold: boolean;
  onChange: (part: Partial<PublishDraft>) => void;
}) {
  const error = (key: TextKey) => (isTold || draft[key].trim() !== "" ? faults[key] : undefined);
  const line = (
    key: TextKey,
    label: string,
    more: { hint?: string; rows?: number; type?: "text" | "date" | "url"; inputMode?: "numeric" } = {},
  ) => (
    <TextInput
      key={key}
      label={label}
      value={draft[key]}
      error={error(key)}
      onChange={(text) => onChange({ [key]: text })}
      {...more}
    />
  );
  return (
    <div className="stack">
      <Card
        title="What it is"
        lead="The entry that catalogues harvest (HealthDCAT-AP Release 8). All of it is public."
      >
        <div className="stack stack--form">
          {line("title", "Title", { hint: "3 to 160 characters." })}
          {line("description", "Description", {
            rows: 4,
            hint: "Who is in it, what was measured, over which time.",
          })}
          {line("keywords", "Keywords", { hint: "Separated by commas. None: the category is one." })}
          <div className="facts facts--form">
            <SelectInput
              label="Category of health data"
              hint="Regulation (EU) 2025/327 Art. 51(1)."
              value={String(draft.category)}
              options={CATEGORIES}
              onChange={(category) => onChange({ category: Number(category) })}
            />
            <CodesField
              label="Health themes"
              options={THEMES}
              chosen={draft.themes}
              error={faults.themes}
              onChange={(themes) => onChange({ themes })}
            />
          </div>
          {line("provenance", "Where the records come from", {
            rows: 2,
            hint: "System or study, and what was done to them.",
          })}
          <div className="facts facts--form">
            {line("codingSystems", "Coding systems", { hint: "Codes of the EHDS list, such as ICD-10." })}
            {line("standards", "Standards", { hint: "Such as OMOP-CDM." })}
          </div>
        </div>
      </Card>
      <Card title="Whose records">
        <div className="stack stack--form">
          {line("coverage", "Population", { hint: "Such as: adults treated at one hospital, 2015 to 2024." })}
          <div className="facts facts--form">
            {line("minAge", "Youngest typical age", {
              inputMode: "numeric",
              hint: "Years; from the sample. Round it where one patient would stand out.",
            })}
            {line("maxAge", "Oldest typical age", { inputMode: "numeric" })}
            {line("start", "First day", { type: "date" })}
            {line("end", "Last day", { type: "date" })}
          </div>
          <CodesField
            label="Countries"
            options={COUNTRIES}
            chosen={draft.countries}
            error={faults.countries}
            onChange={(countries) => onChange({ countries })}
          />
          {line("legalBasis", "Legal basis", { rows: 2 })}
        </div>
      </Card>
      <Card title="Who offers it">
        <div className="stack stack--form">
          <div className="facts facts--form">
            {line("publisher", "Data holder")}
            {line("contact", "Email for questions", { hint: "Public." })}
            {line("hdabName", "Health data access body")}
            {line("hdabPage", "Its page", { type: "url", hint: "https://…" })}
          </div>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.isTrusted}
              onChange={(event) => onChange({ isTrusted: event.target.checked })}
            />
            Trusted data holder (Art. 72)
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.isPublicFunding}
              onChange={(event) => onChange({ isPublicFunding: event.target.checked })}
            />
            Collected with public funding: a quality and utility label is then mandatory (Art. 78(2))
          </label>
          {draft.isPublicFunding
            ? line("labelUrl", "Page of the label", { type: "url", hint: "https://…" })
            : null}
        </div>
      </Card>
    </div>
  );
}
