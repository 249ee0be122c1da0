import { joinSchemas, SymbolonError } from "@symbolon/protocol";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { useDatasets } from "../../data/hooks/useDatasets.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ColumnChecks } from "./ColumnChecks.tsx";
import { FormStep } from "./FormStep.tsx";
import { linkedColumns } from "./linkedColumns.ts";
import type { LinkedDraft } from "./linkedDraft.ts";
import { TablesField } from "./TablesField.tsx";

/** The second hospital of a linked order, which variables of both are in the file, and which pairs are measured. */
export function LinkedStep({
  number,
  first,
  linked,
  error,
  onChange,
}: {
  number: number;
  first: DatasetSummary;
  linked: LinkedDraft;
  error?: string | undefined;
  onChange: (change: Partial<LinkedDraft>) => void;
}) {
  const listed = useDatasets({ status: "LISTED" });
  const partners = (listed.data?.pages ?? [])
    .flatMap(({ nodes }) => nodes)
    .filter(({ id, lane, offersLinkage }) => id !== first.id && lane === first.lane && offersLinkage);
  const both = [first, ...(linked.partner === null ? [] : [linked.partner])];
  const joined = joinedOf(both, linked.leftOut);
  return (
    <FormStep number={number} title="Second hospital" error={error}>
      <p className="small soft">
        Its patients are found by an identifier that both hospitals have, under a key that no one holds alone.
        Patients whom only one of them has are not in the file.
      </p>
      {listed.isError ? <ErrorNotice error={listed.error} onRetry={() => void listed.refetch()} /> : null}
      {listed.isPending ? <Skeleton width="60%" /> : null}
      {listed.isSuccess && partners.length === 0 ? (
        <p className="small soft">No other dataset here lets its patients be linked at the moment.</p>
      ) : null}
      <div className="choices" role="radiogroup" aria-label="Second hospital">
        {partners.map((dataset) => (
          <label className="choice" key={dataset.id}>
            <input
              type="radio"
              name="partner"
              checked={linked.partner?.id === dataset.id}
              onChange={() => onChange({ partner: dataset, leftOut: [], outcome: "", sets: [] })}
            />
            <span className="choice__body">
              <span className="row row--between">
                <span className="choice__title">{dataset.title}</span>
                <span className="number">{formatSym(dataset.priceWei)} SYM</span>
              </span>
              <span className="choice__text">
                {dataset.records === null ? "" : `${formatNumber(dataset.records)} patients`}
              </span>
            </span>
          </label>
        ))}
      </div>
      {linked.partner === null
        ? null
        : both.map((dataset) => (
            <ColumnChecks
              key={dataset.id}
              legend={`Variables of ${dataset.title}`}
              columns={dataset.schema?.columns ?? []}
              chosen={(dataset.schema?.columns ?? [])
                .map(({ name }) => name)
                .filter((name) => !linked.leftOut.includes(`${dataset.id}.${name}`))}
              onChange={(chosen) => onChange({ leftOut: leftOutAfter(linked.leftOut, dataset, chosen) })}
            />
          ))}
      {linked.partner === null || joined === null ? null : (
        <TablesField
          schema={joined}
          tables={linked}
          isMeasured
          most={2}
          defaultLabel="Every pair across the two hospitals"
          onChange={onChange}
        />
      )}
    </FormStep>
  );
}

/** The joined schema while it can be one: a name at both hospitals has to be left out at one of them first. */
function joinedOf(datasets: readonly DatasetSummary[], leftOut: readonly string[]) {
  try {
    return joinSchemas(linkedColumns(datasets, leftOut));
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    return null;
  }
}

function leftOutAfter(
  leftOut: readonly string[],
  { id, schema }: DatasetSummary,
  chosen: readonly string[],
): readonly string[] {
  const own = (schema?.columns ?? []).map(({ name }) => name);
  return [
    ...leftOut.filter((key) => !own.some((name) => key === `${id}.${name}`)),
    ...own.filter((name) => !chosen.includes(name)).map((name) => `${id}.${name}`),
  ];
}
