import type { Proceeding } from "@symbolon/protocol";
import { Card } from "../../ui/Card.tsx";
import { CompletenessCard } from "./CompletenessCard.tsx";
import { CriteriaCard } from "./CriteriaCard.tsx";
import { DecideCard } from "./DecideCard.tsx";
import type { DeskProps } from "./deskProps.ts";
import { FinishCard } from "./FinishCard.tsx";
import { HealthFindingsCard } from "./HealthFindingsCard.tsx";
import { MoreTimeForm } from "./MoreTimeForm.tsx";
import { QuoteForm } from "./QuoteForm.tsx";
import { RefuseForm } from "./RefuseForm.tsx";
import { RequestDesk } from "./RequestDesk.tsx";
import { RequestsCard } from "./RequestsCard.tsx";
import { SealedCard } from "./SealedCard.tsx";
import { SuperviseCard } from "./SuperviseCard.tsx";
import { useOpened } from "./useOpened.ts";
import { useUnrecorded } from "./useUnrecorded.ts";

/** What the access body works with in a case, in the order of the procedure; only what is open now. */
export function AccessBodyDesk(props: DeskProps) {
  const { state, act, open } = props;
  const opened = useOpened(props);
  const unrecorded = useUnrecorded(props);
  if (state.lane === "request")
    return (
      <>
        <SealedCard {...props} />
        {open.has("quoted") ? <QuoteForm {...props} /> : null}
        <RequestDesk {...props} state={state} />
      </>
    );
  const permitProps: DeskProps<Proceeding> = { ...props, state };
  return (
    <>
      <RequestsCard {...permitProps} />
      <SealedCard {...props} />
      {open.has("found-complete") ? (
        <>
          <CompletenessCard act={act} />
          <Card title="Decision" lead="One that cannot be granted may be refused at once.">
            <div className="stack">
              <RefuseForm {...props} />
              <MoreTimeForm {...props} />
            </div>
          </Card>
        </>
      ) : null}
      {open.has("issued") && unrecorded.data != null ? (
        <FinishCard {...permitProps} unrecorded={unrecorded.data} />
      ) : open.has("criterion-recorded") ? (
        <>
          <CriteriaCard {...permitProps} />
          <QuoteForm {...props} />
          <DecideCard {...permitProps} opened={opened.data} />
        </>
      ) : null}
      <HealthFindingsCard {...props} />
      <SuperviseCard {...permitProps} />
    </>
  );
}
