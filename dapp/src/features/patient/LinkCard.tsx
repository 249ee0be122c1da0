import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { linkInput, type OpenedLink } from "./linkInput.ts";

/** Takes the hospital's link where it was not opened by itself, and says what it is. */
export function LinkCard({
  here,
  isOpen,
  isBroken,
  onOpen,
}: {
  /** The dataset of this page; null on the page without one. */
  here: string | null;
  isOpen: boolean;
  /** The address came with something that is no link. */
  isBroken: boolean;
  onOpen: (link: OpenedLink) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(isBroken);
  if (isOpen) return <Notice tone="good">{t("link.ready")}</Notice>;
  const open = (event: FormEvent) => {
    event.preventDefault();
    try {
      onOpen(linkInput(text, here));
    } catch {
      setWrong(true);
    }
  };
  return (
    <Card title={t("link.title")} lead={t("link.lead")}>
      <form className="stack stack--tight" onSubmit={open}>
        <Field
          label={t("link.label")}
          hint={t("link.none")}
          error={isWrong || isBroken ? t("link.broken") : null}
        >
          {(field) => (
            <input
              {...field}
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setWrong(false);
              }}
            />
          )}
        </Field>
        <Button type="submit" look="primary" isWide disabled={text.trim() === ""}>
          {t("link.open")}
        </Button>
      </form>
    </Card>
  );
}
