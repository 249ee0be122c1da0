import type { Hex } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { fetchComplaints } from "../../data/gateway/fetchComplaints.ts";
import type { ComplaintStatus } from "../../data/gateway/permitTypes.ts";
import { sendSigned } from "../../transactions/sendSigned.ts";
import { signRequest } from "../../transactions/signRequest.ts";

/** A step an access body takes about a complaint. */
export type ComplaintAct = {
  readonly complaintId: string;
  readonly kind: "progress" | "decision";
  readonly text: string;
};

/** Complaints of a country: `read` lists them with one signature, `answer` takes a step with another and lists again. */
export function useComplaints(account: Hex, country: string) {
  const config = useConfig();
  const deployment = useDeployment();
  const [list, setList] = useState<readonly ComplaintStatus[] | null>(null);
  const readThem = async () => {
    const headers = await signRequest(config, deployment, account, {
      purpose: "ehds-complaints",
      subject: country,
      body: new Uint8Array(),
    });
    setList(await fetchComplaints(country, headers));
  };
  const read = useMutation({ mutationFn: readThem });
  const answer = useMutation({
    mutationFn: async ({ complaintId, kind, text }: ComplaintAct) => {
      await sendSigned(config, deployment, account, {
        method: "POST",
        path: `/ehds/complaints/of/${country}/${complaintId}`,
        purpose: "ehds-complaints",
        subject: `${country}/${complaintId}`,
        value: { kind, text },
      });
      await readThem();
    },
  });
  return { list, read, answer };
}
