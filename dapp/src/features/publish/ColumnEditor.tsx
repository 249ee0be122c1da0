import { useState } from "react";
import { publicValues } from "../../format/binLabel.ts";
import { conceptText } from "../../format/conceptText.ts";
import { Badge } from "../../ui/Badge.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { ConceptFields } from "./ConceptFields.tsx";
import type { ColumnDraft } from "./sample/columnDraft.ts";
import { schemaColumn } from "./sample/schemaColumn.ts";

const SCALES = [1, 10, 100, 1000, 10_000].map(
  (scale) => [String(scale), scale === 1 ? "as they are" : `times ${scale}`] as const,
);

/** One column: in or out, what it is called, how it is cut. Its ranges or levels are shown as they will be published. */
export function ColumnEditor({
  column,
  error,
  onChange,
}: {
  column: ColumnDraft;
  error: string | undefined;
  onChange: (part: Partial<ColumnDraft>) => void;
}) {
  const { source, isIncluded, doubt, kind, hasMissing } = column;
  const shown = schemaColumn(column);
  const isUsable = column.edges.length > 0 || column.levels.length > 0 || hasMissing;
  return (
    <div className="column-edit" data-out={!isIncluded}>
      <div className="column-edit__head">
        <label className="check">
          <input
            type="checkbox"
            checked={isIncluded}
            disabled={!isIncluded && !isUsable}
            onChange={(event) => onChange({ isIncluded: event.target.checked })}
          />
          <span>
            <b>{source}</b>
            <span className="visually-hidden"> published</span>
          </span>
        </label>
        <span className="row row--tight">
          {isIncluded ? <Badge isPlain>{kind === "number" ? "number in ranges" : "categories"}</Badge> : null}
          {isIncluded && column.concept !== undefined ? (
            <Badge isPlain>{conceptText(column.concept)}</Badge>
          ) : null}
          {isIncluded && hasMissing ? <Badge isPlain>has empty cells</Badge> : null}
          {isIncluded && doubt !== null ? <Badge tone="warn">may identify people</Badge> : null}
        </span>
      </div>
      {doubt === null ? null : <p className="small quiet">{doubt}.</p>}
      {isIncluded ? (
        <>
          <p className="small soft break">
            {publicValues(shown).join(" · ") || "No range or level yet"}
            {shown.kind === "numeric" && shown.unit !== "" ? ` (${shown.unit})` : ""}
          </p>
          <ColumnFields column={column} onChange={onChange} />
        </>
      ) : null}
      {error === undefined ? null : (
        <p className="field__error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function ColumnFields({
  column,
  onChange,
}: {
  column: ColumnDraft;
  onChange: (part: Partial<ColumnDraft>) => void;
}) {
  const { source, kind, hasMissing, unit, scale } = column;
  return (
    <details>
      <summary>
        Edit<span className="visually-hidden"> {source}</span>
      </summary>
      <div className="stack stack--tight">
        <div className="facts facts--form">
          <TextInput label="Label" value={column.label} onChange={(label) => onChange({ label })} />
          <TextInput
            label="Name"
            hint="Small letters, digits, _"
            value={column.name}
            onChange={(name) => onChange({ name })}
          />
          {kind === "number" ? (
            <>
              <TextInput label="Unit" value={unit} onChange={(text) => onChange({ unit: text })} />
              <SelectInput
                label="Numbers are taken"
                value={String(scale)}
                options={SCALES}
                onChange={(text) => onChange({ scale: Number(text) })}
              />
            </>
          ) : null}
        </div>
        {kind === "number" ? (
          <EdgesInput edges={column.edges} onChange={(edges) => onChange({ edges })} />
        ) : (
          <LevelsInput column={column} onChange={onChange} />
        )}
        <ConceptFields concept={column.concept} onChange={(concept) => onChange({ concept })} />
        {hasMissing && kind === "number" ? (
          <p className="small soft">
            Empty cells need a level of their own, so the ranges of this column become categories.
          </p>
        ) : null}
      </div>
    </details>
  );
}

/** Keeps what is typed; edges are taken over when every part is a whole number. */
function EdgesInput({ edges, onChange }: { edges: readonly number[]; onChange: (edges: number[]) => void }) {
  const [text, setText] = useState(edges.join(", "));
  return (
    <TextInput
      label="Edges"
      hint="Whole numbers that ascend; a range goes from one edge to below the next. Values beyond fall into the first or last."
      inputMode="decimal"
      value={text}
      onChange={(typed) => {
        setText(typed);
        const parts = typed
          .split(/[,;\s]+/)
          .filter(Boolean)
          .map(Number);
        onChange(parts.every(Number.isSafeInteger) ? parts : []);
      }}
    />
  );
}

function LevelsInput({
  column,
  onChange,
}: {
  column: ColumnDraft;
  onChange: (part: Partial<ColumnDraft>) => void;
}) {
  const [text, setText] = useState(column.levels.join("\n"));
  return (
    <>
      <TextInput
        label="Levels"
        hint="One on a line, written as in the file."
        rows={Math.min(10, Math.max(3, column.levels.length))}
        value={text}
        onChange={(typed) => {
          setText(typed);
          onChange({
            levels: typed
              .split("\n")
              .map((line) => line.trim())
              .filter(Boolean),
          });
        }}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={column.hasOther}
          onChange={(event) => onChange({ hasOther: event.target.checked })}
        />
        Everything else becomes the level “other”
      </label>
    </>
  );
}
