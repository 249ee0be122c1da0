import { useEffect, useRef, useState } from "react";
import { useNavigation } from "react-router";
import { Icon } from "../../ui/Icon.tsx";

const TYPING_MILLIS = 250;

/** Search input that reports a quarter of a second after the last key. */
export function SearchBox({ initial, onSearch }: { initial: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(initial);
  // Changing the address while a page is being opened would cancel its opening, so a late search is dropped then.
  const isLeaving = useRef(false);
  isLeaving.current = useNavigation().state !== "idle";
  // The address follows the text without its outer spaces; only another text replaces what is being typed.
  useEffect(() => setText((typed) => (typed.trim() === initial ? typed : initial)), [initial]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a changed text starts the clock
  useEffect(() => {
    if (text.trim() === initial) return;
    const timer = setTimeout(() => {
      if (!isLeaving.current) onSearch(text.trim());
    }, TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="search">
      <Icon name="search" />
      <input
        className="input input--search"
        type="search"
        maxLength={200}
        aria-label="Search datasets"
        placeholder="Disease, variable, hospital or code"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
