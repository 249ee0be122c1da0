import { type DatasetSchema, type Engine, MIN_COHORT_HOLDOUT } from "@symbolon/protocol";
import type { Release } from "../../data/gateway/types.ts";
import { Field } from "../../ui/Field.tsx";
import { CohortBuilder } from "./CohortBuilder.tsx";
import type { DraftContents } from "./contents.ts";
import { FormStep } from "./FormStep.tsx";

const ENGINES: readonly { engine: Engine; title: string; text: string }[] = [
  {
    engine: "maxent",
    title: "Maximum entropy",
    text: "Keeps every measured table at once and can make records of a chosen group only.",
  },
  {
    engine: "tree",
    title: "Tree",
    text: "Chains the strongest pairs into a tree; works with any number of pairs.",
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
  error,
  onChange,
}: {
  number: number;
  kind: Release["kind"];
  schema: DatasetSchema;
  contents: DraftContents;
  error?: string | undefined;
  onChange: (change: Partial<DraftContents>) => void;
}) {
  const { leftOut, cohort } = contents;
  const isTree = kind === "private" && contents.engine === "tree";
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
      <fieldset className="stack stack--tight" aria-label="Cohort">
        <p className="field__label">Cohort</p>
        <p className="field__hint">
          {isTree
            ? "A cohort needs the engine Maximum entropy."
            : `Records of this group only; without a condition, of all patients. Every hospital needs ${MIN_COHORT_HOLDOUT} held-out patients in it to judge the file; else nothing is ${kind === "private" ? "measured" : "made"} and your money comes back.`}
        </p>
        {isTree ? null : (
          <CohortBuilder schema={schema} cohort={cohort} onChange={(lines) => onChange({ cohort: lines })} />
        )}
      </fieldset>
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
      <Field
        label="Relations to keep"
        hint="Beside every single variable. The fewer tables share the privacy budget, the sharper each of them is."
      >
        {(field) => (
          <select
            {...field}
            className="input"
            value={contents.outcome}
            onChange={(event) => onChange({ outcome: event.target.value })}
          >
            <option value="">The datasets' own pairs ({schema.pairs.length})</option>
            {schema.columns.map(({ name, label }) => (
              <option key={name} value={name}>
                What goes with {label}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
