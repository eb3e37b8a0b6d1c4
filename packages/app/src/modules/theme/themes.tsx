import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  UnifiedThemeProvider,
  createUnifiedTheme,
  genPageTheme,
  palettes,
  type PageTheme,
} from '@backstage/theme';
import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';

const fontFamily =
  'Inter, "Helvetica Neue", Helvetica, Roboto, "Noto Sans KR", "Noto Sans CJK KR", Arial, sans-serif';

/** The same quiet header on every page: colour is kept for state. */
function quietPages(
  color: string,
  fontColor: string,
): Record<string, PageTheme> {
  const page = genPageTheme({
    colors: [color, color],
    shape: 'none',
    options: { fontColor },
  });
  return Object.fromEntries(
    ['home', 'documentation', 'tool', 'service', 'website', 'library']
      .concat(['other', 'app', 'apis', 'card'])
      .map(id => [id, page]),
  );
}

const navigation = {
  background: '#16202c',
  indicator: '#8fb8e8',
  color: '#b6c2cf',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#233040' },
  submenu: { background: '#233040' },
};

/** Words as they are written: capitals shout, and Korean has none. */
const components = {
  // What has the keyboard is always seen.
  MuiButtonBase: {
    styleOverrides: {
      root: {
        '&:focus-visible': {
          outline: '2px solid currentColor',
          outlineOffset: 2,
        },
      },
    },
  },
  MuiButton: {
    styleOverrides: {
      root: { textTransform: 'none' as const, letterSpacing: 'normal' },
    },
  },
};

const light = createUnifiedTheme({
  palette: {
    ...palettes.light,
    background: { default: '#f5f6f8', paper: '#ffffff' },
    navigation,
    tabbar: { indicator: '#1f5493' },
  },
  fontFamily,
  defaultPageTheme: 'home',
  pageTheme: quietPages('#ffffff', '#16202c'),
  components,
});

const dark = createUnifiedTheme({
  palette: {
    ...palettes.dark,
    background: { default: '#12171d', paper: '#1b222b' },
    border: '#36414e',
    navigation,
    tabbar: { indicator: '#8fb8e8' },
  },
  fontFamily,
  defaultPageTheme: 'home',
  pageTheme: quietPages('#1b222b', '#f3f5f7'),
  components,
});

export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <LightIcon />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={light}>{children}</UnifiedThemeProvider>
      ),
    },
  },
});

export const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <DarkIcon />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={dark}>{children}</UnifiedThemeProvider>
      ),
    },
  },
});
