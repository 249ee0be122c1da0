import type { DataRequestCase, Proceeding } from "@symbolon/protocol";
import type { CaseAct } from "../../data/gateway/permitTypes.ts";
import { formatEuro } from "../../format/formatEuro.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { costLineText } from "./costLineText.ts";
import type { DeskProps } from "./deskProps.ts";

/** The present quote line by line (Art. 62), with accepting it and, before the decision, withdrawing; nothing before there is one. */
export function QuoteCard({ whole, state, act, open }: DeskProps) {
  const quote = latestQuote(whole.acts);
  if (quote === null || state.quote === null) return null;
  const { hash, acceptedAt } = state.quote;
  const set = whole.acts.findLast((each) => each.act.kind === "fee-set");
  return (
    <Card
      title="Quote"
      end={
        acceptedAt === null ? (
          <Badge tone="warn">Not accepted yet</Badge>
        ) : (
          <Badge tone="good">Accepted {formatDate(acceptedAt)}</Badge>
        )
      }
    >
      <div className="stack">
        <div className="bill">
          {quote.lines.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a quote stand as they are
            <div className="bill__line" key={i}>
              <span>{costLineText(line)}</span>
              <span>{formatEuro(BigInt(line.totalCents))}</span>
            </div>
          ))}
          <div className="bill__line bill__line--total">
            <span>Total</span>
            <span>{formatEuro(BigInt(quote.totalCents))}</span>
          </div>
        </div>
        <p className="small soft">{owedText(state)}</p>
        {set?.act.kind === "fee-set" ? (
          <p className="small">
            The access body set the disputed fee on {formatDate(set.at)}:{" "}
            <b>{formatEuro(set.act.lines.reduce((sum, { totalCents }) => sum + BigInt(totalCents), 0n))}</b>{" "}
            (Art. 62(4)).
          </p>
        ) : null}
        {open.has("quote-accepted") ? (
          <div>
            <Button
              look="primary"
              isBusy={act.isPending}
              onClick={() => act.mutate({ act: { kind: "quote-accepted", quoteHash: hash } })}
            >
              Accept {formatEuro(BigInt(quote.totalCents))}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function latestQuote(acts: readonly CaseAct[]) {
  for (const { act } of acts.toReversed()) if (act.kind === "quoted") return act.quote;
  return null;
}

function owedText(state: Proceeding | DataRequestCase): string {
  if (state.quote?.acceptedAt === null)
    return "No decision before it is accepted. Who withdraws later pays what was spent by then (Art. 62(5)).";
  if (state.lane === "request" || state.permit !== null) return "The whole of it is owed.";
  const spent = state.quote!.incurredCents.reduce((sum, cents) => sum + cents, 0n);
  return `Spent so far: ${formatEuro(spent)}. Who withdraws pays that much.`;
}
