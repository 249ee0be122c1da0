import { useDeployment } from "../../config/deploymentContext.ts";
import { Button } from "../../ui/Button.tsx";
import { draftSlot } from "./applicationDraft.ts";
import type { DeskProps } from "./deskProps.ts";
import { useStored } from "./useStored.ts";

/**
 * Says that this browser keeps a copy of the application, which names persons, and lets it be forgotten; nothing where there is none. While the case is
 * open the copy is what a completion starts from.
 */
export function KeptCopy({ whole, account }: Pick<DeskProps, "whole" | "account">) {
  const { chainId } = useDeployment();
  const [text, write] = useStored(draftSlot(chainId, account, whole.applicationHash));
  if (text === null) return null;
  return (
    <div className="row row--between">
      <p className="small soft">
        A copy of your application, with the names in it, is in this browser. If the access body asks you to
        complete it, you start from there.
      </p>
      <Button isSmall onClick={() => write(null)}>
        Forget the copy
      </Button>
    </div>
  );
}
