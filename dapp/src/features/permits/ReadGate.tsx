import type { Hex } from "@symbolon/protocol";
import type { ReactNode } from "react";
import type { ReadPass } from "../../data/gateway/readPass.ts";
import { describeRead } from "../../transactions/signRead.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";
import { useReadPass } from "./useReadPass.ts";

/** Asks for the signature that reads an account's cases, then shows them; what was read stays when the signature runs out. */
export function ReadGate({
  account,
  text,
  hasData,
  children,
}: {
  account: Hex;
  /** Why a signature is needed here. */
  text: string;
  /** Something was read already. */
  hasData: boolean;
  children: (pass: ReadPass | null) => ReactNode;
}) {
  const { pass, sign } = useReadPass(account);
  // A wallet that is being taken up again cannot sign yet.
  const { isPending } = useSession();
  const button = (
    <Button
      look={hasData ? "plain" : "primary"}
      isSmall={hasData}
      isBusy={sign.isPending || isPending}
      onClick={() => sign.mutate()}
    >
      Sign to read
    </Button>
  );
  if (pass !== null) return children(pass);
  return (
    <div className="stack">
      {hasData ? (
        <Notice title="What you see may be old" actions={button}>
          Your signature was good for five minutes.
        </Notice>
      ) : (
        <EmptyState
          icon="lock"
          title="Yours to read"
          text={`${text} ${describeRead().note}`}
          action={button}
        />
      )}
      {sign.isError ? <ErrorNotice error={sign.error} /> : null}
      {hasData ? children(null) : null}
    </div>
  );
}
