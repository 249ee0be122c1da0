import type { AccessBody, Hex } from "@symbolon/protocol";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useSession } from "../wallet/useSession.ts";
import { ComplaintItem } from "./ComplaintItem.tsx";
import { useComplaints } from "./useComplaints.ts";

/** Complaints to an access body (Art. 81), read and answered with a signature each. */
export function ComplaintsCard({ body, account }: { body: AccessBody; account: Hex }) {
  const { list, read, answer } = useComplaints(account, body.country);
  const { isPending } = useSession();
  return (
    <Card title="Complaints">
      <div className="stack">
        {list === null ? null : list.length === 0 ? (
          <p className="small soft">Nobody has complained.</p>
        ) : (
          <ul className="stack">
            {list.map((complaint) => (
              <ComplaintItem
                key={complaint.complaintId}
                complaint={complaint}
                account={account}
                isBusy={answer.isPending}
                onAnswer={(kind, text) => answer.mutate({ complaintId: complaint.complaintId, kind, text })}
              />
            ))}
          </ul>
        )}
        <div>
          <Button isSmall isBusy={read.isPending || isPending} onClick={() => read.mutate()}>
            {list === null ? "Sign to read complaints" : "Read again"}
          </Button>
        </div>
        {read.isError ? <ErrorNotice error={read.error} /> : null}
        {answer.isError ? <ErrorNotice error={answer.error} /> : null}
      </div>
    </Card>
  );
}
