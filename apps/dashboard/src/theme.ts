import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple, Modal } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#e6f5f5',
  '#d2e9ea',
  '#a5d2d4',
  '#76bbbe',
  '#52a9ad',
  '#389a9f',
  '#278d93',
  '#157a81',
  '#0b6a71',
  '#00595f',
]

const dark: MantineColorsTuple = [
  '#dfe3e6',
  '#b6bdc3',
  '#a0a8af',
  '#69727a',
  '#3d444b',
  '#30363c',
  '#1f2428',
  '#171b1e',
  '#121517',
  '#0d0f11',
]

/** One accent, the system's fonts, soft corners. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 7 },
  colors: { accent, dark },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.2rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // as high as a finger needs beside text, no louder than the text
    Button: Button.extend({
      vars: (_theme, { size }) => ({
        root: size === 'compact-md' ? { '--button-fz': 'var(--mantine-font-size-sm)' } : {},
      }),
    }),
    Modal: Modal.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: {
        content: { background: 'var(--duet-panel)', border: '1px solid var(--duet-line)' },
        header: { background: 'var(--duet-panel)' },
        title: { fontSize: '1.2rem', fontWeight: 650 },
      },
    }),
  },
})

/** Colours of our own, by scheme; each text colour has a contrast of at least 4.5 on its ground. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f6f7',
    '--mantine-color-text': '#1c2226',
    '--mantine-color-dimmed': '#59636b',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-placeholder': '#636d75',
    '--duet-panel': '#ffffff',
    '--duet-line': '#dfe3e6',
    '--duet-link': '#0b6a71',
    '--duet-soft': '#eef1f2',
    '--duet-good': '#2b8a4b',
    '--duet-warning': '#b86e00',
    '--duet-bad': '#c0392b',
    '--duet-quiet': '#78828a',
    '--duet-busy': '#157a81',
  },
  dark: {
    '--mantine-color-body': '#121517',
    '--mantine-color-text': '#e6e9eb',
    '--mantine-color-dimmed': '#a0a8af',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-placeholder': '#959da4',
    '--duet-panel': '#1b1f22',
    '--duet-line': '#30363c',
    '--duet-link': '#76bbbe',
    '--duet-soft': '#23282c',
    '--duet-good': '#57c27d',
    '--duet-warning': '#e5a545',
    '--duet-bad': '#f2776b',
    '--duet-quiet': '#8b949b',
    '--duet-busy': '#52a9ad',
  },
})
