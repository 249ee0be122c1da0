import { isStatisticsOrder } from "@symbolon/protocol";
import type { OrderDetails } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatClock, formatDuration } from "../../format/formatTime.ts";
import { stepText } from "../../format/jobTexts.ts";
import { isRunning, progressOf } from "../../format/progress.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TakePartLink } from "./TakePartLink.tsx";

const SPOKEN = { done: "done", current: "in progress", waiting: "waiting", failed: "failed" } as const;

/** The job's steps with time, transaction and gas, updated while the page is open. */
export function ProgressCard({ order }: { order: OrderDetails }) {
  const steps = progressOf(order);
  const isStatistic = order.spec !== null && isStatisticsOrder(order.spec);
  const kind = isStatistic ? "statistics" : (order.release?.kind ?? "private");
  const textOf = (state: string) => stepText(state, kind);
  const last = order.history.at(-1)?.timestamp ?? order.placedAt;
  return (
    <Card
      title="Progress"
      end={
        <span className="small quiet" role="status">
          {isRunning(order) ? "Live" : `Took ${formatDuration(last - order.placedAt)}`}
        </span>
      }
    >
      <ol className="timeline">
        {steps.map((step) => (
          <li key={step.state} data-status={step.status}>
            <span className="timeline__mark">
              <span className="timeline__dot">
                {step.status === "done" ? <Icon name="check" /> : null}
                {step.status === "failed" ? <Icon name="cross" /> : null}
                {step.status === "current" ? <span className="spinner" aria-hidden="true" /> : null}
              </span>
            </span>
            <div>
              <p className="timeline__title">
                {textOf(step.state)?.title}
                <span className="visually-hidden">, {SPOKEN[step.status]}</span>
              </p>
              <p className="timeline__text">
                {step.status === "failed" ? "The job stopped before this." : textOf(step.state)?.text}
              </p>
            </div>
            <div className="timeline__end">
              {step.timestamp === null ? null : <span>{formatClock(step.timestamp)}</span>}
              {step.tx === null ? null : <CopyText value={step.tx} label="transaction" />}
              {step.gasUsed === null ? null : <span className="quiet">{formatNumber(step.gasUsed)} gas</span>}
            </div>
          </li>
        ))}
      </ol>
      <TakePartLink order={order} />
    </Card>
  );
}
