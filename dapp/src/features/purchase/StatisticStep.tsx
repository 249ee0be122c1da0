import type { Column, DatasetSchema } from "@symbolon/protocol";
import type { ReactNode } from "react";
import { statisticName } from "../../format/statisticName.ts";
import { Field } from "../../ui/Field.tsx";
import { CohortFields } from "./CohortFields.tsx";
import { ColumnChecks } from "./ColumnChecks.tsx";
import type { DraftCondition } from "./contents.ts";
import { FormStep } from "./FormStep.tsx";
import { ReleaseChoice } from "./ReleaseChoice.tsx";
import { MOST_COLUMNS, type StatisticDraft, withStatistic } from "./statisticDraft.ts";

const STATISTICS = Object.keys(MOST_COLUMNS) as StatisticDraft["statistic"][];
/** What the ticked variables are to each kind of statistic; kinds that tick none are absent. */
const LEGENDS: Partial<Record<StatisticDraft["statistic"], string>> = {
  table: "Sides of the table (none: how many patients there are; at most two)",
  means: "Numbers to average",
  quantiles: "Number to find quartiles of",
  logistic: "Explaining variables",
  cox: "Explaining variables",
};

/** The question of a statistic, of whom it is asked, and whether the answer has noise and a proof or neither. */
export function StatisticStep({
  number,
  schema,
  statistic,
  cohort,
  hospitals,
  isEhds,
  feasibility,
  error,
  onChange,
  onCohort,
}: {
  number: number;
  schema: DatasetSchema;
  statistic: StatisticDraft;
  cohort: readonly DraftCondition[];
  hospitals: number;
  isEhds: boolean;
  feasibility: ReactNode;
  error?: string | undefined;
  onChange: (statistic: StatisticDraft) => void;
  onCohort: (cohort: readonly DraftCondition[]) => void;
}) {
  const { statistic: kind } = statistic;
  const put = (change: Partial<StatisticDraft>) => onChange({ ...statistic, ...change });
  const numeric = schema.columns.filter((column) => column.kind === "numeric");
  const categories = schema.columns.filter((column) => column.kind === "categorical");
  const hasTime = kind === "kaplan-meier" || kind === "cox";
  const legend = LEGENDS[kind];
  return (
    <FormStep number={number} title="Question" error={error}>
      <Field label="Statistic">
        {(field) => (
          <select
            {...field}
            className="input"
            value={kind}
            onChange={(event) =>
              onChange(withStatistic(statistic, event.target.value as StatisticDraft["statistic"], schema))
            }
          >
            {STATISTICS.map((each) => (
              <option key={each} value={each}>
                {capital(statisticName(each))}
              </option>
            ))}
          </select>
        )}
      </Field>
      {hasTime ? (
        <ColumnSelect
          label="Time to the event"
          columns={numeric}
          value={statistic.time}
          onChange={(time) => put({ time })}
        />
      ) : null}
      {hasTime || kind === "logistic" ? (
        <EventFields
          label={hasTime ? "Event" : "Outcome"}
          columns={categories}
          event={statistic.event}
          onChange={(event) => put({ event })}
        />
      ) : null}
      {kind === "kaplan-meier" ? (
        <ColumnSelect
          label="One curve for each"
          none="One curve for all"
          columns={categories}
          value={statistic.group}
          onChange={(group) => put({ group })}
        />
      ) : null}
      {legend === undefined ? null : (
        <ColumnChecks
          legend={legend}
          columns={kind === "means" || kind === "quantiles" ? numeric : schema.columns}
          chosen={statistic.columns}
          most={MOST_COLUMNS[kind]}
          onChange={(columns) => put({ columns })}
        />
      )}
      <CohortFields
        schema={schema}
        cohort={cohort}
        hint="Records of this group only; without a condition, of all patients."
        feasibility={feasibility}
        onChange={onCohort}
      />
      <ReleaseChoice
        statistic={statistic}
        hospitals={hospitals}
        isEhds={isEhds}
        onChange={(release) => put({ release })}
      />
    </FormStep>
  );
}

function ColumnSelect({
  label,
  none = "Choose a variable",
  columns,
  value,
  onChange,
}: {
  label: string;
  none?: string;
  columns: readonly Column[];
  value: string;
  onChange: (name: string) => void;
}) {
  return (
    <Field label={label}>
      {(field) => (
        <select {...field} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{none}</option>
          {columns.map((column) => (
            <option key={column.name} value={column.name}>
              {column.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function EventFields({
  label,
  columns,
  event,
  onChange,
}: {
  label: string;
  columns: readonly Extract<Column, { kind: "categorical" }>[];
  event: StatisticDraft["event"];
  onChange: (event: StatisticDraft["event"]) => void;
}) {
  const levels = columns.find(({ name }) => name === event.column)?.levels ?? [];
  return (
    <div className="facts facts--form">
      <ColumnSelect
        label={label}
        columns={columns}
        value={event.column}
        // The last level of a yes-or-no variable is the "yes" in most code books; it can be changed beside.
        onChange={(name) =>
          onChange({
            column: name,
            level: columns.find((column) => column.name === name)?.levels.at(-1) ?? "",
          })
        }
      />
      <Field label={`${label} means`}>
        {(field) => (
          <select
            {...field}
            className="input"
            value={event.level}
            disabled={levels.length === 0}
            onChange={(change) => onChange({ ...event, level: change.target.value })}
          >
            {levels.length === 0 ? <option value="">Choose the variable first</option> : null}
            {levels.map((level) => (
              <option key={level} value={level}>
                {level}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
