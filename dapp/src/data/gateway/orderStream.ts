import { OPERATIONS } from "./operations.ts";

/**
 * Follows an order through the gateway's server-sent events: `onChange` at once and whenever its job moves, `onState(true)` while the stream is open and
 * `onState(false)` when it has ended or broken. A broken stream is not opened again here: whoever follows asks instead. Returns what ends it.
 */
export function orderStream(
  id: string,
  { onChange, onState }: { readonly onChange: () => void; readonly onState: (isOpen: boolean) => void },
): () => void {
  const query = new URLSearchParams({
    query: OPERATIONS.orderProgress,
    variables: JSON.stringify({ id }),
  });
  const source = new EventSource(`/graphql?${query}`);
  const end = () => {
    source.close();
    onState(false);
  };
  source.addEventListener("open", () => onState(true));
  source.addEventListener("next", ({ data }: MessageEvent<string>) => {
    // An error, e.g. an order that the index does not know yet: ask until it does.
    if (data.includes('"errors"')) end();
    else onChange();
  });
  source.addEventListener("complete", end);
  source.addEventListener("error", end);
  return () => source.close();
}
