import { ApplicantClass, COST_KINDS, quoteCosts } from "@symbolon/protocol";
import { useState } from "react";
import { formatEuro, parseEuro } from "../../format/formatEuro.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { COST_TEXTS } from "./caseTexts.ts";
import type { DeskProps } from "./deskProps.ts";

type OwnKind = Exclude<keyof typeof COST_KINDS, "holder">;

/** A quote by the published tariff: units of each kind, and what the holders estimated (Art. 62(1), (2)). */
export function QuoteForm({ whole, state, body, act }: DeskProps) {
  const [units, setUnits] = useState<Readonly<Record<string, string>>>({ assessment: "1" });
  const [estimates, setEstimates] = useState<Readonly<Record<string, string>>>({});
  const kinds = (Object.keys(body.tariff.unitCents) as OwnKind[]).filter((kind) => kind in COST_KINDS);
  const work = kinds
    .map((kind) => ({ kind, units: Number(units[kind] ?? "0") }))
    .filter((line) => line.units > 0);
  const holderEstimates = state.datasetIds
    .map((datasetId) => ({ datasetId, cents: parseEuro(estimates[datasetId] ?? "") ?? 0n }))
    .filter(({ cents }) => cents > 0n);
  const isReadable =
    work.every((line) => Number.isInteger(line.units)) &&
    Object.values(estimates).every((text) => text.trim() === "" || parseEuro(text) !== null);
  const applicantClass = ApplicantClass.safeParse(whole.applicantClass).data ?? "other";
  const quote =
    isReadable && work.length + holderEstimates.length > 0
      ? quoteCosts(body.tariff, {
          applicationHash: state.lane === "permit" ? state.applicationHash : state.requestHash,
          country: body.country,
          applicantClass,
          work,
          holderEstimates,
        })
      : null;
  const reductionBps = body.tariff.reductionBps[applicantClass] ?? 0;
  return (
    <Card
      title={state.quote === null ? "Quote" : "New quote"}
      lead={`By the published tariff${reductionBps === 0 ? "" : `, less ${reductionBps / 100} % for this kind of applicant`}. Holders' costs are theirs.`}
    >
      <div className="stack">
        <div className="facts facts--form">
          {kinds.map((kind) => (
            <TextInput
              key={kind}
              label={COST_TEXTS[kind]}
              hint={`Units of ${formatEuro(BigInt(body.tariff.unitCents[kind] ?? "0"))}`}
              inputMode="numeric"
              value={units[kind] ?? ""}
              onChange={(next) => setUnits({ ...units, [kind]: next.trim() })}
            />
          ))}
          {state.datasetIds.map((datasetId) => (
            <TextInput
              key={datasetId}
              label={`Holder of dataset ${datasetId}, €`}
              hint="As the holder estimated"
              inputMode="decimal"
              value={estimates[datasetId] ?? ""}
              onChange={(next) => setEstimates({ ...estimates, [datasetId]: next })}
            />
          ))}
        </div>
        <div className="row row--between">
          <p role="status">
            Total: <b>{quote === null ? "…" : formatEuro(BigInt(quote.totalCents))}</b>
          </p>
          <Button
            look={state.quote === null ? "primary" : "plain"}
            disabled={quote === null}
            isBusy={act.isPending}
            onClick={() => quote !== null && act.mutate({ act: { kind: "quoted", quote } })}
          >
            Send the quote
          </Button>
        </div>
      </div>
    </Card>
  );
}
