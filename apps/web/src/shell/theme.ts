import { Alert, Badge, type CSSVariablesResolver, createTheme } from '@mantine/core'

/** Each shade is dark enough, or light enough, for text of its opposite (WCAG 2.2, 1.4.3): axe checks it in both schemes. */
export const theme = createTheme({
  primaryColor: 'clinic',
  primaryShade: { light: 7, dark: 7 },
  colors: {
    clinic: [
      '#e8f6f6',
      '#cfeaea',
      '#9fd5d6',
      '#6cbec0',
      '#43abad',
      '#1f9699',
      '#0a8487',
      '#04696c',
      '#045659',
      '#054547',
    ],
  },
  components: {
    // on a ground of its colour neither its title nor a link in it could be read in both schemes
    Alert: Alert.extend({
      defaultProps: { variant: 'outline' },
      styles: { label: { color: 'var(--mantine-color-text)' } },
    }),
    // the frame and the sign have the colour, the word is as readable as any
    Badge: Badge.extend({
      styles: (_, { variant }) =>
        variant === 'outline' ? { label: { color: 'var(--mantine-color-text)' } } : {},
    }),
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650', textWrap: 'balance' },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565e66',
    '--mantine-color-placeholder': '#6a727a',
    '--mantine-color-error': '#b42525',
    '--mantine-color-anchor': '#04696c',
    '--mantine-color-body': '#fbfcfc',
  },
  dark: {
    '--mantine-color-dimmed': '#adb3b9',
    '--mantine-color-placeholder': '#8f969d',
    '--mantine-color-error': '#ff9a9a',
    '--mantine-color-anchor': '#6cbec0',
  },
})
