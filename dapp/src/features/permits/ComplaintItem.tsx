import { complaintSealContext, fromHex, type Hex, hpkeOpen } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ComplaintStatus } from "../../data/gateway/permitTypes.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { ComplaintSteps } from "./ComplaintSteps.tsx";
import { useSealingKey } from "./useSealingKey.ts";

/** One complaint at the access body's desk: its words, once the key is open, and the next step. */
export function ComplaintItem({
  complaint,
  account,
  isBusy,
  onAnswer,
}: {
  complaint: ComplaintStatus;
  account: Hex;
  isBusy: boolean;
  onAnswer: (kind: "progress" | "decision", text: string) => void;
}) {
  const { complaintId, article, queue, lodgedAt, steps, envelope } = complaint;
  const [key] = useSealingKey(account);
  const [text, setText] = useState("");
  const words = useQuery({
    queryKey: ["ehds", "complaint-words", account.toLowerCase(), complaintId],
    enabled: key !== null && envelope !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const context = complaintSealContext(complaintId);
      const bytes = await hpkeOpen(key!.privateKey, fromHex(envelope!), context);
      return JSON.parse(new TextDecoder().decode(bytes)) as { text: string; contact?: string };
    },
  });
  const isDecided = steps.some(({ kind }) => kind === "decision");
  const answer = (kind: "progress" | "decision") => {
    onAnswer(kind, text.trim());
    setText("");
  };
  return (
    <li className="form-part">
      <div className="row row--between">
        <b>About Art. {article}</b>
        <Badge tone={isDecided ? "good" : "warn"}>{isDecided ? "Decided" : "Open"}</Badge>
      </div>
      <p className="small quiet">
        Lodged {formatDate(lodgedAt)}
        {queue === "data-protection" ? " · to be passed on to the data protection authority" : ""}
      </p>
      {key === null ? <p className="small soft">Open your key to read it.</p> : null}
      {words.data === undefined ? null : (
        <p className="act__detail">
          {words.data.text}
          {words.data.contact === undefined ? "" : `\nContact: ${words.data.contact}`}
        </p>
      )}
      {words.isError ? <ErrorNotice error={words.error} /> : null}
      <ComplaintSteps steps={steps} />
      {isDecided ? null : (
        <>
          <TextInput label="Answer" rows={2} value={text} onChange={setText} />
          <div className="row">
            <Button isSmall disabled={text.trim() === ""} isBusy={isBusy} onClick={() => answer("progress")}>
              Tell progress
            </Button>
            <Button isSmall disabled={text.trim() === ""} isBusy={isBusy} onClick={() => answer("decision")}>
              Decide
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
