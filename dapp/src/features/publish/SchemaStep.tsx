import { publicValues } from "../../format/binLabel.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { ColumnEditor } from "./ColumnEditor.tsx";
import type { DraftFaults } from "./draft/draftFaults.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";
import type { ColumnDraft } from "./sample/columnDraft.ts";
import { SMALL_GROUP } from "./sample/draftColumns.ts";
import type { SampleFit } from "./sample/sampleMessages.ts";
import { schemaColumn } from "./sample/schemaColumn.ts";

/** Step 2: which columns, cut into which ranges and levels, become public; with the warning that they do. */
export function SchemaStep({
  draft,
  faults,
  fit,
  onChange,
}: {
  draft: PublishDraft;
  faults: DraftFaults;
  /** How every record fits; null while it is not known. */
  fit: { readonly data: SampleFit | undefined; readonly error: Error | null };
  onChange: (part: Partial<PublishDraft>) => void;
}) {
  const included = draft.columns.filter(({ isIncluded }) => isIncluded);
  const left = draft.columns.filter(({ isIncluded }) => !isIncluded);
  const change = (source: string, part: Partial<ColumnDraft>) =>
    onChange({
      // What was confirmed is not this any more.
      isPublicOk: false,
      columns: draft.columns.map((column) => (column.source === source ? { ...column, ...part } : column)),
    });
  const editor = (column: ColumnDraft) => (
    <ColumnEditor
      key={column.source}
      column={column}
      error={faults[`column.${column.source}`]}
      onChange={(part) => change(column.source, part)}
    />
  );
  return (
    <div className="stack">
      <Card
        title="What will be public"
        lead="Names, ranges and levels of the columns are published with the dataset and stay public. Records do not."
      >
        <div className="stack">
          <Notice tone="warn" title="Use ranges and levels from code books, not from your patients">
            Proposed edges are round numbers; levels of fewer than {SMALL_GROUP} records were pooled as
            “other”. A range or level that few people have can still point to one of them: check each before
            you go on.
          </Notice>
          <SmallGroups fit={fit.data} columns={included} />
          {fit.error === null ? null : <ErrorNotice error={fit.error} />}
          <div className="facts facts--form">
            <TextInput
              label="Name of the table"
              hint="Several hospitals can be ordered together when their schemas are the same to the letter."
              value={draft.schemaName}
              error={faults.schemaName}
              onChange={(schemaName) => onChange({ schemaName })}
            />
            <SelectInput
              label="Patient's number"
              hint="Used in consents so that you find a patient again. It never leaves your walls."
              value={draft.subject ?? ""}
              empty="The record's place in the file"
              options={draft.columns.map(({ source }) => [source, source] as const)}
              onChange={(subject) => onChange({ subject: subject || null })}
            />
          </div>
        </div>
      </Card>
      <Card title={`${included.length} ${included.length === 1 ? "column" : "columns"} to publish`}>
        <div className="column-list">{included.map(editor)}</div>
        {faults.columns === undefined ? null : (
          <p className="field__error" role="alert">
            {faults.columns}
          </p>
        )}
      </Card>
      {left.length === 0 ? null : (
        <Card
          title={`${left.length} left out`}
          lead="Left out means: not in the schema, not readable by any order."
        >
          <div className="column-list">{left.map(editor)}</div>
        </Card>
      )}
      <section className="card" aria-label="Confirmation">
        <label className="check">
          <input
            type="checkbox"
            checked={draft.isPublicOk}
            onChange={(event) => onChange({ isPublicOk: event.target.checked })}
          />
          I have looked at every range and level; they may be public, and none points to a person.
        </label>
      </section>
    </div>
  );
}

function SmallGroups({ fit, columns }: { fit: SampleFit | undefined; columns: readonly ColumnDraft[] }) {
  if (fit === undefined || fit.small.length === 0) return null;
  const names = [...new Set(fit.small.map(({ column }) => column))].map((name) => {
    const column = columns.find((each) => each.name === name);
    const values = column === undefined ? [] : publicValues(schemaColumn(column));
    const parts = fit.small
      .filter((group) => group.column === name)
      .map(({ bin }) => values[bin] ?? String(bin + 1));
    return `${column?.label ?? name}: ${parts.join(", ")}`;
  });
  return (
    <Notice tone="warn" title={`Fewer than ${SMALL_GROUP} records have some of these`}>
      <ul className="lines">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      Join them with their neighbours where the value itself says something about somebody.
    </Notice>
  );
}
