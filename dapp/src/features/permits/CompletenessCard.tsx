import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import type { DeskProps } from "./deskProps.ts";

const POINTS = "abcdefghijk".split("").map((point) => `67(2)(${point})`);

type Missing = { readonly point: string; readonly what: string };

/** First look at an application: complete, or returned with what is missing, point by point (Art. 68(4)). */
export function CompletenessCard({ act }: Pick<DeskProps, "act">) {
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const put = (index: number, part: Partial<Missing>) =>
    setMissing(missing.map((line, i) => (i === index ? { ...line, ...part } : line)));
  const isReady = missing.length > 0 && missing.every(({ what }) => what.trim() !== "");
  return (
    <Card
      title="Is it complete?"
      lead="The three months to decide start when it is. Who is asked has four weeks."
    >
      <div className="stack">
        {missing.map(({ point, what }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
          <div className="form-part" key={index}>
            <div className="facts facts--form">
              <SelectInput
                label={`Point ${index + 1}`}
                value={point}
                options={POINTS.map((each) => [each, `Art. ${each}`] as const)}
                onChange={(next) => put(index, { point: next })}
              />
              <TextInput
                label={`What is missing in point ${index + 1}`}
                hint="Name nobody: parties read this."
                value={what}
                onChange={(next) => put(index, { what: next })}
              />
            </div>
            <div>
              <Button
                look="quiet"
                isSmall
                aria-label={`Remove point ${index + 1}`}
                onClick={() => setMissing(missing.filter((_, i) => i !== index))}
              >
                Remove
              </Button>
            </div>
          </div>
        ))}
        <div className="row">
          {missing.length === 0 ? (
            <Button
              look="primary"
              isBusy={act.isPending}
              onClick={() => act.mutate({ act: { kind: "found-complete" } })}
            >
              It is complete
            </Button>
          ) : (
            <Button
              look="primary"
              isBusy={act.isPending}
              disabled={!isReady}
              onClick={() =>
                act.mutate({
                  act: {
                    kind: "returned",
                    missing: missing.map(({ point, what }) => ({ point, what: what.trim() })),
                  },
                })
              }
            >
              Return it
            </Button>
          )}
          <Button onClick={() => setMissing([...missing, { point: POINTS[0]!, what: "" }])}>
            {missing.length === 0 ? "Something is missing" : "Add a point"}
          </Button>
        </div>
      </div>
    </Card>
  );
}
