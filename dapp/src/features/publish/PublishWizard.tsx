import type { Hex } from "@symbolon/protocol";
import { useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { AboutStep } from "./AboutStep.tsx";
import { blockedBy } from "./blockedBy.ts";
import { ConsentsCard } from "./ConsentsCard.tsx";
import { draftFaults } from "./draft/draftFaults.ts";
import { faultsOfStep } from "./draft/faultsOfStep.ts";
import { publishInput } from "./draft/publishInput.ts";
import { STEPS, type StepId } from "./draft/steps.ts";
import { withSample } from "./draft/withSample.ts";
import { FileStep } from "./FileStep.tsx";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { NotKeptNotice } from "./NotKeptNotice.tsx";
import { PublishedCard } from "./PublishedCard.tsx";
import { ReviewStep } from "./ReviewStep.tsx";
import { SchemaStep } from "./SchemaStep.tsx";
import { SignCard } from "./SignCard.tsx";
import { Stepper } from "./Stepper.tsx";
import { TermsStep } from "./TermsStep.tsx";
import { useConsentBook } from "./useConsentBook.ts";
import { useFit } from "./useFit.ts";
import { usePublish } from "./usePublish.ts";
import { usePublishDraft } from "./usePublishDraft.ts";
import { useSample } from "./useSample.ts";
import { WizardNav } from "./WizardNav.tsx";

/** The publish wizard of one account: five steps over one draft. The step is in the address, so back and forward work. */
export function PublishWizard({ account }: { account: Hex }) {
  const { draft, isKept, change, discard } = usePublishDraft(account);
  const [params, setParams] = useSearchParams();
  const [told, setTold] = useState<readonly StepId[]>([]);
  const sample = useSample();
  const consents = useConsentBook(draft, sample.open);
  const publish = usePublish(account);
  const faults = useMemo(() => draftFaults(draft), [draft]);
  const summary = sample.read.data;
  const isLoaded = summary !== undefined && summary.fileDigest === draft.sample?.fileDigest;
  const fit = useFit(draft, isLoaded ? sample.open() : null);
  const accessUrl = `${location.origin}/`;

  const asked = params.get("step");
  const current = STEPS.find(({ id }) => id === asked)?.id ?? "file";
  const at = STEPS.findIndex(({ id }) => id === current);
  const go = (step: StepId) => setParams({ step });
  // Another step is as good as another page: it is read from its top.
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    scrollTo({ top: 0 });
    top.current?.focus({ preventScroll: true });
  }, [current]);
  const open = faultsOfStep(faults, current);
  const faulty = STEPS.map(({ id }) => id).filter((id) => faultsOfStep(faults, id).length > 0);

  const published = publish.data;
  if (published !== undefined)
    return (
      <PublishedCard
        published={published}
        served={summary?.served ?? null}
        accessUrl={accessUrl}
        onNext={() => {
          sample.read.reset();
          publish.reset();
          go("file");
        }}
      />
    );

  const root = consents.book?.root ?? null;
  const isComplete = faulty.length === 0 && (draft.lane === "ehds" || root !== null);
  const input = isComplete
    ? publishInput(draft, {
        root: draft.lane === "ehds" ? null : root,
        unique: draft.lane === "ehds" || root === null ? draft.unique : root.slice(2, 18),
        accessUrl,
      })
    : null;
  return (
    <div className="stack" ref={top} tabIndex={-1}>
      <LeaveGuard
        isActive={isLoaded || consents.book !== null}
        text="The draft stays in this browser. The file and consents that are not saved do not: you would pick the file again."
      />
      <Stepper current={current} faulty={faulty} onGo={go} />
      {isKept ? null : <NotKeptNotice />}
      {current === "file" ? (
        <FileStep
          origin={draft.sample}
          isLoaded={isLoaded}
          isBusy={sample.read.isPending}
          error={sample.read.error}
          notes={summary?.notes ?? []}
          onFile={(file) =>
            sample.read.mutate(file, { onSuccess: (read) => change((earlier) => withSample(earlier, read)) })
          }
        />
      ) : null}
      {current === "schema" ? (
        <SchemaStep
          draft={draft}
          faults={faults}
          fit={fit}
          onChange={change}
          key={draft.sample?.fileDigest}
        />
      ) : null}
      {current === "about" ? (
        <AboutStep draft={draft} faults={faults} isTold={told.includes("about")} onChange={change} />
      ) : null}
      {current === "terms" ? <TermsStep draft={draft} faults={faults} onChange={change} /> : null}
      {current === "review" ? (
        <div className="columns">
          <div className="stack">
            <ReviewStep draft={draft} faults={faults} account={account} onGo={go} />
            {draft.lane === "commercial" && faulty.length === 0 ? (
              <ConsentsCard
                rows={draft.sample?.rows ?? 0}
                book={consents.book}
                isSaved={consents.isSaved}
                isLoaded={isLoaded}
                isBusy={consents.make.isPending}
                error={consents.make.error ?? consents.read.error}
                onMake={() => consents.make.mutate()}
                onBook={(file) => consents.read.mutate(file)}
                onSaved={consents.markSaved}
              />
            ) : null}
          </div>
          <div className="aside">
            <SignCard
              account={account}
              input={input}
              draft={draft}
              blocked={blockedBy({ faulty, lane: draft.lane, consents, fit, isLoaded })}
              publish={publish}
              onPublished={discard}
            />
          </div>
        </div>
      ) : null}
      <WizardNav
        isFirst={at === 0}
        isLast={at === STEPS.length - 1}
        isBusy={sample.read.isPending}
        missing={told.includes(current) ? open.map(([, text]) => text) : []}
        onBack={() => go(STEPS[at - 1]!.id)}
        onNext={() => {
          if (open.length === 0) go(STEPS[at + 1]!.id);
          else setTold((steps) => [...steps, current]);
        }}
        onDiscard={
          draft.sample === null
            ? null
            : () => {
                discard();
                sample.read.reset();
              }
        }
      />
    </div>
  );
}
