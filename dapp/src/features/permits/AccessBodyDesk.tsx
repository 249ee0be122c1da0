import type { Proceeding } from "@symbolon/protocol";
import { Card } from "../../ui/Card.tsx";
import { CompletenessCard } from "./CompletenessCard.tsx";
import { CriteriaCard } from "./CriteriaCard.tsx";
import { DecideCard } from "./DecideCard.tsx";
import type { DeskProps } from "./deskProps.ts";
import { QuoteForm } from "./QuoteForm.tsx";
import { RefuseForm } from "./RefuseForm.tsx";
import { RequestDesk } from "./RequestDesk.tsx";
import { SealedCard } from "./SealedCard.tsx";
import { SuperviseCard } from "./SuperviseCard.tsx";
import { useOpened } from "./useOpened.ts";

const ASSESSED = ["IN_ASSESSMENT", "EXTENDED", "QUOTED"];

/** What the access body works with in a case, in the order of the procedure; only what is open now. */
export function AccessBodyDesk(props: DeskProps) {
  const { whole, state, act } = props;
  const opened = useOpened(props);
  if (state.lane === "request")
    return (
      <>
        <SealedCard {...props} />
        {["SUBMITTED", "QUOTED"].includes(state.phase) ? <QuoteForm {...props} /> : null}
        <RequestDesk {...props} state={state} />
      </>
    );
  const permitProps: DeskProps<Proceeding> = { ...props, state };
  const isAssessed = ASSESSED.includes(whole.state);
  return (
    <>
      <SealedCard {...props} />
      {whole.state === "SUBMITTED" ? (
        <>
          <CompletenessCard act={act} />
          <Card title="Decision" lead="One that cannot be granted may be refused at once.">
            <RefuseForm {...props} />
          </Card>
        </>
      ) : null}
      {isAssessed ? (
        <>
          <CriteriaCard {...permitProps} />
          <QuoteForm {...props} />
          <DecideCard {...permitProps} opened={opened.data} />
        </>
      ) : null}
      <SuperviseCard {...permitProps} />
    </>
  );
}
