/** Two rings that overlap. */
export const Logo = () => (
  <svg
    width="28"
    height="28"
    viewBox="0 0 32 32"
    fill="none"
    stroke="var(--duet-link)"
    strokeWidth="3"
    aria-hidden
  >
    <circle cx="12" cy="16" r="8.5" />
    <circle cx="20" cy="16" r="8.5" strokeOpacity=".5" />
  </svg>
)
