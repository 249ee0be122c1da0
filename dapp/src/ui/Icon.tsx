const PATHS = {
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4 4",
  check: "M5 12.5 10 17.5 19 7",
  cross: "M6 6 18 18M18 6 6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  warn: "M12 4 21 20H3ZM12 10v4M12 17v.5",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v5M12 7.5V8",
  back: "M14 6 8 12l6 6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  key: "M8 9a4.5 4.5 0 1 0 0 6l1.5-1.5H12l2 2 2-2 2 2 2.5-2.5-1.8-2H9.6Z",
  wallet: "M4 7h14a2 2 0 0 1 2 2v9H6a2 2 0 0 1-2-2ZM4 7V6a2 2 0 0 1 2-2h10M16 13h1",
  box: "M12 3 20 7.5v9L12 21l-8-4.5v-9ZM4 7.5l8 4.5 8-4.5M12 12v9",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  filter: "M4 6h16M7 12h10M10 18h4",
} as const;

/** Name of a line icon. */
export type IconName = keyof typeof PATHS;

/** A decorative line icon, hidden from assistive technology; the text beside it carries the meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "check" || name === "cross" ? 2.6 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
