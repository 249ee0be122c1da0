import type { AccessBody } from "@symbolon/protocol";
import { useQueryClient } from "@tanstack/react-query";
import type { RegisterEntry } from "../../data/gateway/permitTypes.ts";
import { wholeCaseQueryKey } from "../../data/queries/permitCaseQuery.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";
import { CaseDutiesCard } from "./CaseDutiesCard.tsx";
import { CaseFactsCard } from "./CaseFactsCard.tsx";
import { CaseHead } from "./CaseHead.tsx";
import { CaseParty } from "./CaseParty.tsx";
import { PermitCard } from "./PermitCard.tsx";
import { ReadGate } from "./ReadGate.tsx";
import { RefusalCard } from "./RefusalCard.tsx";

/** A case: what everybody may know of it, and for its parties acts, clocks, and what they can do now. */
export function CaseView({ entry, body }: { entry: RegisterEntry; body: AccessBody }) {
  const { account } = useSession();
  const queryClient = useQueryClient();
  return (
    <>
      <CaseHead entry={entry} />
      <div className="columns">
        <div className="stack">
          {account === undefined ? (
            <>
              <PermitCard entry={entry} body={body} mayOrder={false} />
              <RefusalCard entry={entry} />
              <Notice title="Do you have a part in this case?">
                Connect the account of the applicant, the access body or the data holder to see acts and
                clocks.
              </Notice>
            </>
          ) : (
            <ReadGate
              account={account}
              text="Acts, clocks and what you can do are for the parties of the case."
              hasData={queryClient.getQueryData(wholeCaseQueryKey(entry, account)) !== undefined}
            >
              {(pass) => <CaseParty {...{ entry, body, account, pass }} />}
            </ReadGate>
          )}
        </div>
        <div className="stack aside aside--tall">
          <CaseFactsCard entry={entry} />
          <CaseDutiesCard datasetIds={entry.datasetIds} />
        </div>
      </div>
    </>
  );
}
