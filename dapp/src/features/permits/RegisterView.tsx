import { HEALTH_CATEGORIES, PURPOSES } from "@symbolon/protocol";
import { Link, useSearchParams } from "react-router";
import type { RegisterEntry, RegisterFilter } from "../../data/gateway/permitTypes.ts";
import { useAccessBodies } from "../../data/hooks/useAccessBodies.ts";
import { useRegister } from "../../data/hooks/useRegister.ts";
import { registerSearch } from "../../data/queries/registerQuery.ts";
import { formatDate } from "../../format/formatTime.ts";
import { regionName } from "../../format/regionName.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { CaseStateBadge } from "./CaseStateBadge.tsx";

/** The public register: filters that live in the page address, entries newest first, and the same as CSV. */
export function RegisterView() {
  const [params, setParams] = useSearchParams();
  const bodies = useAccessBodies();
  const filter: RegisterFilter = {
    country: params.get("country") ?? "",
    lane: params.get("lane") ?? "",
    purpose: params.get("purpose") ?? "",
    dataset: params.get("dataset") ?? "",
  };
  const register = useRegister(filter);
  const entries = register.data?.pages.flat() ?? [];
  const isFiltered = Object.values(filter).some((value) => value !== "");
  const put = (name: keyof RegisterFilter, value: string) =>
    setParams(
      (earlier) => {
        const next = new URLSearchParams(earlier);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const countries = (bodies.data ?? []).map(({ country }) => [country, regionName(country)] as const);
  return (
    <section className="stack" aria-label="Entries">
      <search className="card facts facts--two">
        <SelectInput
          label="Country"
          value={filter.country}
          options={countries}
          empty="All"
          onChange={(value) => put("country", value)}
        />
        <SelectInput
          label="Procedure"
          value={filter.lane}
          options={[
            ["permit", "Permit applications"],
            ["request", "Data requests"],
          ]}
          empty="Both"
          onChange={(value) => put("lane", value)}
        />
        <SelectInput
          label="Purpose"
          value={filter.purpose}
          options={PURPOSES.map(({ code, label }) => [code, label] as const)}
          empty="All"
          onChange={(value) => put("purpose", value)}
        />
        <TextInput
          label="Dataset number"
          inputMode="numeric"
          value={filter.dataset}
          onChange={(value) => put("dataset", value.replace(/\D/g, ""))}
        />
      </search>
      <div className="row row--between">
        <p className="small quiet" role="status">
          {register.data === undefined
            ? "Loading"
            : `${entries.length}${register.hasNextPage ? " or more" : ""} ${entries.length === 1 ? "entry" : "entries"}`}
        </p>
        <a
          className={buttonClass("plain", "button--small")}
          href={`/ehds/register.csv?${registerSearch(filter)}`}
          download="register.csv"
        >
          <Icon name="download" />
          CSV
        </a>
      </div>
      {register.isError ? (
        <ErrorNotice error={register.error} onRetry={() => void register.refetch()} />
      ) : null}
      {register.isPending ? <SkeletonCard lines={4} /> : null}
      {register.data !== undefined && entries.length === 0 ? (
        <EmptyState
          icon="search"
          title={isFiltered ? "Nothing matches" : "No entry yet"}
          text={
            isFiltered
              ? "No application, request or permit meets all of these conditions."
              : "Applications and data requests appear here as soon as they are received."
          }
          action={
            isFiltered ? (
              <Button onClick={() => setParams({}, { replace: true })}>Clear all</Button>
            ) : undefined
          }
        />
      ) : null}
      <div className="stack stack--tight" aria-busy={register.isPlaceholderData}>
        {entries.map((entry) => (
          <Entry key={`${entry.applicationHash}/${entry.country}`} entry={entry} />
        ))}
      </div>
      {register.hasNextPage ? (
        <Button isBusy={register.isFetchingNextPage} onClick={() => void register.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </section>
  );
}

function Entry({ entry }: { entry: RegisterEntry }) {
  const labelOf = (code: string) => PURPOSES.find((purpose) => purpose.code === code)?.label ?? code;
  const categoryOf = (point: string) =>
    HEALTH_CATEGORIES.find((each) => each.point === point)?.label ?? point;
  return (
    <article className="card order-row">
      <div className="stack stack--tight">
        <h2>
          <Link to={`/permits/cases/${entry.applicationHash}/${entry.country}`}>{entry.title}</Link>
        </h2>
        <p className="small soft">
          {entry.applicant ?? "A natural person"} · {regionName(entry.country)} ·{" "}
          {entry.lane === "permit" ? "permit application" : "data request"} · received{" "}
          {formatDate(entry.receivedAt)}
        </p>
        <p className="small">
          {entry.purposes.map(labelOf).join(", ")}{" "}
          <span className="quiet">on {entry.categories.map(categoryOf).join(", ").toLowerCase()}</span>
        </p>
        {entry.refusal === null ? null : <p className="small act__detail">{entry.refusal.justification}</p>}
      </div>
      <div className="order-row__end">
        <CaseStateBadge state={entry.state} />
        {entry.permit === null ? null : (
          <span className="small quiet">until {formatDate(entry.permit.validUntil)}</span>
        )}
      </div>
    </article>
  );
}
