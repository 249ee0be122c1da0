import type { AccessBody, Hex } from "@symbolon/protocol";
import { useMemo } from "react";
import type { RegisterEntry, WholeCase } from "../../data/gateway/permitTypes.ts";
import type { ReadPass } from "../../data/gateway/readPass.ts";
import { useWholeCase } from "../../data/hooks/useWholeCase.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { AccessBodyDesk } from "./AccessBodyDesk.tsx";
import { ActsCard } from "./ActsCard.tsx";
import { AnswerCard } from "./AnswerCard.tsx";
import { ApplicantDesk } from "./ApplicantDesk.tsx";
import { ClocksCard } from "./ClocksCard.tsx";
import { foldCase } from "./foldCase.ts";
import { HolderDesk } from "./HolderDesk.tsx";
import { KeptCopy } from "./KeptCopy.tsx";
import { openActs } from "./openActs.ts";
import { PermitCard } from "./PermitCard.tsx";
import { QuoteCard } from "./QuoteCard.tsx";
import { RefusalCard } from "./RefusalCard.tsx";
import { ResultsCard } from "./ResultsCard.tsx";
import { useCaseAct } from "./useCaseAct.ts";

/** A case as a party of it sees and works on it. */
export function CaseParty({
  entry,
  body,
  account,
  pass,
}: {
  entry: RegisterEntry;
  body: AccessBody;
  account: Hex;
  pass: ReadPass | null;
}) {
  const query = useWholeCase(entry, account, pass);
  if (query.data !== undefined) return <Desk whole={query.data} body={body} account={account} />;
  if (query.isLoadingError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <SkeletonCard lines={6} />;
}

function Desk({ whole, body, account }: { whole: WholeCase; body: AccessBody; account: Hex }) {
  const act = useCaseAct(account, whole);
  const state = useMemo(() => foldCase(whole, body), [whole, body]);
  const now = Math.floor(Date.now() / 1000);
  const open = openActs(state, whole.actors, body, now);
  const props = { whole, state, body, account, open, act };
  return (
    <div className="stack">
      {act.isError ? <ErrorNotice error={act.error} /> : null}
      {whole.actors.includes("applicant") ? <ApplicantDesk {...props} /> : null}
      {whole.actors.includes("applicant") ? <KeptCopy whole={whole} account={account} /> : null}
      <PermitCard entry={whole} body={body} mayOrder={whole.actors.includes("applicant")} />
      <RefusalCard entry={whole} />
      {state.lane === "request" && state.answer !== null ? <AnswerCard answer={state.answer} /> : null}
      <QuoteCard {...props} />
      {whole.actors.includes("access-body") ? <AccessBodyDesk {...props} /> : null}
      {whole.actors.includes("holder") ? <HolderDesk {...props} /> : null}
      <ResultsCard {...props} />
      <ClocksCard deadlines={whole.deadlines} timeZone={body.timeZone} now={now} />
      <ActsCard acts={whole.acts} />
    </div>
  );
}
