import { type DatasetSchema, type Engine, MIN_COHORT_HOLDOUT } from "@symbolon/protocol";
import type { ReactNode } from "react";
import type { FileKind } from "../../data/gateway/types.ts";
import { CohortFields } from "./CohortFields.tsx";
import type { DraftContents } from "./contents.ts";
import { FormStep } from "./FormStep.tsx";
import { TablesField } from "./TablesField.tsx";
import { UnpredictedNote } from "./UnpredictedNote.tsx";

const ENGINES: readonly { engine: Engine; title: string; text: string }[] = [
  {
    engine: "aim",
    title: "Adaptive",
    text: "Spends the privacy budget where the model is worst: in rounds, on tables of two or three variables. For most orders the best file (AIM).",
  },
  {
    engine: "mst",
    title: "Tree of pairs",
    text: "Chooses the strongest pairs until all variables hang together: few tables, each of them sharp (MST).",
  },
  {
    engine: "fixed",
    title: "Fixed tables",
    text: "Measures the tables below and no others, so you know beforehand what is looked at.",
  },
];

/**
 * What the file is about: variables and the group of patients; for a private file also engine and tables that matter. None of it costs a
 * private file more privacy.
 */
export function ContentsStep({
  number,
  kind,
  schema,
  contents,
  feasibility,
  error,
  onChange,
}: {
  number: number;
  kind: FileKind;
  schema: DatasetSchema;
  contents: DraftContents;
  feasibility: ReactNode;
  error?: string | undefined;
  onChange: (change: Partial<DraftContents>) => void;
}) {
  const { leftOut, cohort } = contents;
  return (
    <FormStep number={number} title="Contents" error={error}>
      {kind === "private" ? <PrivateEngine schema={schema} contents={contents} onChange={onChange} /> : null}
      <fieldset className="stack stack--tight" aria-label="Variables of the file">
        <p className="field__label">Variables of the file</p>
        <div className="row">
          {schema.columns.map(({ name, label }) => (
            <label className="check" key={name}>
              <input
                type="checkbox"
                checked={!leftOut.includes(name)}
                onChange={() =>
                  onChange({
                    leftOut: leftOut.includes(name)
                      ? leftOut.filter((other) => other !== name)
                      : [...leftOut, name],
                  })
                }
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <CohortFields
        schema={schema}
        cohort={cohort}
        hint={`Records of this group only; without a condition, of all patients. Every hospital needs ${MIN_COHORT_HOLDOUT} held-out patients in it to judge the file; else nothing is ${kind === "private" ? "measured" : "made"} and your money comes back.`}
        feasibility={feasibility}
        onChange={(lines) => onChange({ cohort: lines })}
      />
      {kind === "private" ? null : <UnpredictedNote />}
    </FormStep>
  );
}

function PrivateEngine({
  schema,
  contents,
  onChange,
}: {
  schema: DatasetSchema;
  contents: DraftContents;
  onChange: (change: Partial<DraftContents>) => void;
}) {
  const isFixed = contents.engine === "fixed";
  return (
    <>
      <div className="choices" role="radiogroup" aria-label="Engine">
        {ENGINES.map((each) => (
          <label className="choice" key={each.engine}>
            <input
              type="radio"
              name="engine"
              checked={contents.engine === each.engine}
              onChange={() => onChange({ engine: each.engine })}
            />
            <span className="choice__body">
              <span className="choice__title">{each.title}</span>
              <span className="choice__text">{each.text}</span>
            </span>
          </label>
        ))}
      </div>
      <TablesField
        schema={schema}
        tables={contents}
        isMeasured={isFixed}
        defaultLabel={isFixed ? `The datasets' own pairs (${schema.pairs.length})` : "None"}
        onChange={onChange}
      />
    </>
  );
}
