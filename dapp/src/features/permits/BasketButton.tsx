import { Button, type ButtonLook } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useBasket } from "./useBasket.ts";

/** Puts a dataset of the EHDS lane into the permit application, or takes it out again; nothing for other datasets. */
export function BasketButton({
  dataset,
  look = "plain",
  isWide = false,
}: {
  dataset: { readonly id: string; readonly title: string; readonly lane: string };
  look?: ButtonLook;
  isWide?: boolean;
}) {
  const { ids, put } = useBasket();
  if (dataset.lane !== "EHDS") return null;
  const isIn = ids.includes(dataset.id);
  return (
    <Button
      look={look}
      isSmall={!isWide}
      isWide={isWide}
      aria-pressed={isIn}
      onClick={() => put(dataset.id, !isIn)}
    >
      {isIn ? <Icon name="check" /> : null}
      {isIn ? "In your application" : "Add to application"}
      <span className="visually-hidden">: {dataset.title}</span>
    </Button>
  );
}
