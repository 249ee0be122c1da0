import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fetchComplaint } from "../../data/gateway/fetchComplaints.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { ComplaintSteps } from "./ComplaintSteps.tsx";

/** Where a complaint stands, by its number and receipt. */
export function ComplaintFollow() {
  const [complaintId, setComplaintId] = useState("");
  const [receipt, setReceipt] = useState("");
  const follow = useMutation({ mutationFn: () => fetchComplaint(complaintId.trim(), receipt.trim()) });
  const { data } = follow;
  const isReadable = /^[0-9a-f]{32}$/.test(complaintId.trim()) && /^0x[0-9a-f]{64}$/.test(receipt.trim());
  return (
    <Card title="Follow a complaint">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          follow.mutate();
        }}
      >
        <TextInput label="Number" value={complaintId} onChange={setComplaintId} />
        <TextInput label="Receipt" value={receipt} onChange={setReceipt} />
        <div>
          <Button type="submit" isBusy={follow.isPending} disabled={!isReadable}>
            Look it up
          </Button>
        </div>
        {follow.isError ? <ErrorNotice error={follow.error} /> : null}
        {data === undefined ? null : (
          <div className="stack stack--tight" role="status">
            <div className="row">
              <Badge tone={data.steps.some(({ kind }) => kind === "decision") ? "good" : "accent"}>
                {data.steps.some(({ kind }) => kind === "decision") ? "Decided" : "Open"}
              </Badge>
              <span className="small">
                About Art. {data.article}, lodged {formatDate(data.lodgedAt)}
              </span>
            </div>
            {data.steps.length === 0 ? <p className="small soft">No answer yet.</p> : null}
            <ComplaintSteps steps={data.steps} />
          </div>
        )}
      </form>
    </Card>
  );
}
