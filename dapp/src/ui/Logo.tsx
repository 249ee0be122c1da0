/** The mark: a symbolon, a token broken in two whose halves prove that they belong together. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className="half half--left"
        fill="var(--accent)"
        d="M13.6 3.2A13 13 0 0 0 13.6 28.8L16.6 22.5 11.2 16 16.6 9.5Z"
      />
      <path
        className="half half--right"
        fill="color-mix(in srgb, var(--accent) 58%, var(--surface))"
        d="M18.9 3.3A13 13 0 0 1 18.9 28.7L21.4 22.5 16 16 21.4 9.5Z"
      />
    </svg>
  );
}
