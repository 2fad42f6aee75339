/** A key of the keyboard as drawn on the desk: shown, not read aloud, because `aria-keyshortcuts` says it. */
export const Key = ({ children }: { children: string }) => (
  <span className="key" aria-hidden="true">
    {children}
  </span>
)
