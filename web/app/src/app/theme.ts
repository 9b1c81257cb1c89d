import { createTheme } from '@mui/material/styles';

/** The system's own fonts: nothing to load, and at home on every screen. */
const FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

const light = {
  primary: { main: '#4353d6' },
  background: { default: '#f5f6fa', paper: '#ffffff' },
  text: { primary: '#1b1d28', secondary: '#5a6072' },
  divider: '#e3e5ee',
};

const dark = {
  primary: { main: '#95a2ff' },
  background: { default: '#14161d', paper: '#1b1e28' },
  text: { primary: '#e8eaf2', secondary: '#a1a8bd' },
  divider: '#2c3040',
};

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-appearance' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 10 },
  typography: {
    fontFamily: FONTS,
    fontSize: 14,
    body1: { fontSize: '0.95rem' },
    button: { textTransform: 'none', fontWeight: 600 },
    h1: { fontSize: '1.5rem', fontWeight: 700 },
    h2: { fontSize: '1.05rem', fontWeight: 650 },
  },
  components: {
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiDialog: { defaultProps: { fullWidth: true, maxWidth: 'xs' } },
    MuiCssBaseline: {
      styleOverrides: {
        'html, body, #root': { height: '100%' },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': { animationDuration: '0s !important', transitionDuration: '0s !important' },
        },
      },
    },
  },
});
