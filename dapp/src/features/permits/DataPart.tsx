import { type AccessBody, HEALTH_CATEGORIES } from "@symbolon/protocol";
import { useEffect } from "react";
import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { useDataset } from "../../data/hooks/useDataset.ts";
import { alpha2Of } from "../../format/alpha2Of.ts";
import { regionName } from "../../format/regionName.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { type DraftData, EMPTY_DATA } from "./applicationDraft.ts";
import { FeasibilityCard } from "./FeasibilityCard.tsx";
import type { StepProps } from "./stepProps.ts";

/** One dataset of the application: who decides on it, what of it, and from which years. */
export function DataPart({
  datasetId,
  index,
  bodies,
  draft,
  change,
  fault,
  onRemove,
}: Omit<StepProps, "number"> & {
  datasetId: string;
  index: number;
  bodies: readonly AccessBody[];
  onRemove: (() => void) | undefined;
}) {
  const query = useDataset(datasetId);
  const dataset = query.data;
  const asked = draft.data[datasetId];
  // What the catalogue says is a start that the applicant may change.
  useEffect(() => {
    if (!dataset || asked !== undefined) return;
    change(({ data }) => ({ data: { [datasetId]: startOf(dataset, bodies), ...data } }));
  }, [dataset, asked, bodies, datasetId, change]);
  const put = (part: Partial<DraftData>) =>
    change(({ data }) => ({
      data: { ...data, [datasetId]: { ...EMPTY_DATA, ...data[datasetId], ...part } },
    }));
  const { country, categories, scope, from, until, format, sources, cohort } = asked ?? EMPTY_DATA;
  const at = (name: string) => `data.${index}.${name}`;
  const title = dataset?.title ?? `Dataset ${datasetId}`;
  return (
    <fieldset className="form-part" aria-label={title}>
      <div className="row row--between row--top">
        <h3 className="form-part__title">
          {query.isPending ? <Skeleton width="14em" /> : <Link to={`/datasets/${datasetId}`}>{title}</Link>}
        </h3>
        {onRemove === undefined ? null : (
          <Button look="quiet" isSmall aria-label={`Remove ${title}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </div>
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {dataset === null ? <p className="field__error">There is no dataset of this number.</p> : null}
      <div className="facts facts--form">
        <SelectInput
          label="Access body"
          value={country}
          options={bodies.map((body) => [body.country, `${regionName(body.country)}: ${body.name}`] as const)}
          empty="Choose who decides"
          error={fault(at("country"), country)}
          onChange={(next) => put({ country: next })}
        />
        <SelectInput
          label="Category of Art. 51(1)"
          value={categories[0] ?? ""}
          options={HEALTH_CATEGORIES.map(({ point, label }) => [point, `(${point}) ${label}`] as const)}
          empty="Choose a category"
          error={fault(at("categories"), categories[0])}
          onChange={(next) => put({ categories: next === "" ? [] : [next] })}
        />
      </div>
      <TextInput
        label="Scope: whom and what you need"
        rows={2}
        value={scope}
        error={fault(at("scope"), scope)}
        onChange={(next) => put({ scope: next })}
      />
      {dataset == null ? null : (
        <FeasibilityCard dataset={dataset} cohort={cohort} onCohort={(next) => put({ cohort: next })} />
      )}
      <div className="facts facts--two">
        <TextInput
          label="Data from"
          type="date"
          value={from}
          error={fault(at("timeRange.from"), from)}
          onChange={(next) => put({ from: next })}
        />
        <TextInput
          label="Data until"
          type="date"
          value={until}
          error={fault(at("timeRange.until"), until) ?? fault(at("timeRange"))}
          onChange={(next) => put({ until: next })}
        />
        <TextInput
          label="Format of the data"
          value={format}
          error={fault(at("format"), format)}
          onChange={(next) => put({ format: next })}
        />
        <TextInput
          label="Sources"
          value={sources}
          error={fault(at("sources"), sources)}
          onChange={(next) => put({ sources: next })}
        />
      </div>
    </fieldset>
  );
}

function startOf({ population, categoryCode }: DatasetDetails, bodies: readonly AccessBody[]): DraftData {
  const countries = (population?.countries ?? []).map(alpha2Of);
  const country = bodies.find((body) => countries.includes(body.country))?.country ?? "";
  const point = HEALTH_CATEGORIES[categoryCode]?.point;
  return { ...EMPTY_DATA, country, categories: point === undefined ? [] : [point] };
}
