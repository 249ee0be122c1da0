import { column } from "./column.ts";
import type { OmopColumn } from "./omopColumn.ts";

const { key, concept, date, textKey, text, maybe } = column;

/** Columns of the vocabulary tables, as far as a data set's own keys need them (OMOP CDM 5.4). They hold ids in use, never a vocabulary. */
export const vocabularyTables = {
  concept: {
    concept_id: key,
    concept_name: text,
    domain_id: { ...text, length: 20, references: "domain" },
    vocabulary_id: { ...text, length: 20, references: "vocabulary" },
    concept_class_id: { ...text, length: 20, references: "concept_class" },
    standard_concept: { type: "text", isRequired: false, length: 1 },
    concept_code: { ...text, length: 50 },
    valid_start_date: date,
    valid_end_date: date,
    invalid_reason: { type: "text", isRequired: false, length: 1 },
  },
  vocabulary: {
    vocabulary_id: textKey,
    vocabulary_name: text,
    vocabulary_reference: maybe.text,
    vocabulary_version: maybe.text,
    vocabulary_concept_id: concept,
  },
  domain: { domain_id: textKey, domain_name: text, domain_concept_id: concept },
  concept_class: {
    concept_class_id: textKey,
    concept_class_name: text,
    concept_class_concept_id: concept,
  },
} as const satisfies Record<string, Record<string, OmopColumn>>;
