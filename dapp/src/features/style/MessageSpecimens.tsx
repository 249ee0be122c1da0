import { SymbolonError } from "@symbolon/protocol";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressSteps } from "../../ui/ProgressSteps.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { Specimen } from "./Specimen.tsx";

const TONES: readonly Tone[] = ["neutral", "good", "warn", "bad", "accent"];
const STEPS = [
  ["pinning", "Order text stored"],
  ["signing", "Signature in your wallet"],
  ["sending", "Transaction on its way"],
] as const;

/** What says how something is or went. */
export function MessageSpecimens() {
  return (
    <>
      <Specimen name="Badge">
        <div className="row">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </div>
        <div className="row">
          <Badge tone="accent" isLive>
            live
          </Badge>
          <Badge isPlain>plain</Badge>
        </div>
      </Specimen>
      <Specimen name="Notice">
        {(["info", "good", "warn", "bad"] as const).map((tone) => (
          <Notice
            key={tone}
            tone={tone}
            title={`A notice that is ${tone}`}
            actions={<Button isSmall>Do something</Button>}
          >
            One or two sentences: what it is about, and what to do.
          </Notice>
        ))}
        <Notice>Without a title or actions.</Notice>
      </Specimen>
      <Specimen name="ErrorNotice">
        <ErrorNotice error={new SymbolonError("E2004", { orderId: "7" })} onRetry={() => undefined} />
        <ErrorNotice error={new Error("something nobody thought of")} />
      </Specimen>
      <Specimen name="EmptyState">
        <EmptyState
          icon="search"
          title="Nothing here"
          text="Why that is, and what to do next."
          action={<Button>Do it</Button>}
        />
      </Specimen>
      <Specimen name="ProgressSteps">
        <ProgressSteps steps={STEPS} current="signing" />
      </Specimen>
      <Specimen name="Skeleton">
        <Skeleton width="60%" />
        <Skeleton width="40%" height="1.6em" />
      </Specimen>
      <Specimen name="SkeletonCard">
        <SkeletonCard lines={2} />
      </Specimen>
    </>
  );
}
