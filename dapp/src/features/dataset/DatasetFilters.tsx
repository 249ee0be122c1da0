import { useState } from "react";
import type { DatasetPage } from "../../data/gateway/types.ts";
import { categoryLabel } from "../../format/categories.ts";
import { purposeOfFacet } from "../../format/purposes.ts";
import { shortHex } from "../../format/shortHex.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";

/** Facet filters with counts; on small screens folded behind one button. */
export function DatasetFilters({
  params,
  facets,
  schemaNames,
  onChange,
}: {
  params: URLSearchParams;
  facets: DatasetPage["facets"] | undefined;
  schemaNames: ReadonlyMap<string, string>;
  onChange: (key: string, value: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const mask = Number(params.get("purposes") ?? 0);
  return (
    <search className="filters" data-open={isOpen} aria-label="Filters">
      <div className="filters__toggle">
        <Button isWide aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="filter" />
          {isOpen ? "Hide filters" : "Filters"}
        </Button>
      </div>
      <div className="filters__groups">
        {facets === undefined || facets.purposes.length === 0 ? null : (
          <fieldset>
            <legend>Allowed purpose</legend>
            {facets.purposes.map(({ value, count }) => {
              const purpose = purposeOfFacet(value);
              if (purpose === undefined) return null;
              const bit = 1 << purpose.bit;
              return (
                <label className="check" key={value}>
                  <input
                    type="checkbox"
                    checked={(mask & bit) !== 0}
                    onChange={() => onChange("purposes", (mask ^ bit) === 0 ? "" : String(mask ^ bit))}
                  />
                  {purpose.label}
                  <span className="check__count">{count}</span>
                </label>
              );
            })}
          </fieldset>
        )}
        <SingleFacet
          legend="Category"
          name="category"
          params={params}
          options={facets?.categories.map(({ value, count }) => ({
            value,
            count,
            label: categoryLabel(Number(value)),
          }))}
          onChange={onChange}
        />
        <SingleFacet
          legend="Variables"
          name="schema"
          params={params}
          options={facets?.schemas.map(({ value, count }) => ({
            value,
            count,
            label: schemaNames.get(value) ?? shortHex(value),
          }))}
          onChange={onChange}
        />
        <Field label="Price at most, SYM">
          {(field) => (
            <input
              {...field}
              className="input"
              inputMode="decimal"
              defaultValue={params.get("maxPrice") ?? ""}
              onBlur={(event) => onChange("maxPrice", event.target.value.trim())}
              onKeyDown={(event) => {
                if (event.key === "Enter") onChange("maxPrice", event.currentTarget.value.trim());
              }}
            />
          )}
        </Field>
      </div>
    </search>
  );
}

function SingleFacet({
  legend,
  name,
  params,
  options = [],
  onChange,
}: {
  legend: string;
  name: string;
  params: URLSearchParams;
  options?: readonly { value: string; count: number; label: string }[] | undefined;
  onChange: (key: string, value: string) => void;
}) {
  const chosen = params.get(name);
  if (options.length === 0) return null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map(({ value, count, label }) => (
        <label className="check" key={value}>
          <input
            type="checkbox"
            checked={chosen === value}
            onChange={() => onChange(name, chosen === value ? "" : value)}
          />
          {label}
          <span className="check__count">{count}</span>
        </label>
      ))}
    </fieldset>
  );
}
