import { Theme } from '@material-ui/core/styles';
import {
  Health,
  Risk,
} from '@titanium-portal/backstage-plugin-titanium-common';

type Palette = 'light' | 'dark';

/**
 * Colours of states, readable (WCAG AA, 4.5:1) as text on paper and page backgrounds of both themes. The only place
 * where Titanium names colours.
 */
const HEALTH: Record<Palette, Record<Health, string>> = {
  light: {
    healthy: '#1a6b3c',
    progressing: '#0b5cad',
    degraded: '#8a5300',
    failed: '#b3261e',
    unknown: '#55606b',
    paused: '#5e4b9c',
  },
  dark: {
    healthy: '#6fd196',
    progressing: '#7db7ff',
    degraded: '#f2b84b',
    failed: '#ff968c',
    unknown: '#a9b4c0',
    paused: '#bcaaf5',
  },
};

/** Backgrounds of added and removed lines, under `text.primary`. */
const DIFF: Record<Palette, { added: string; removed: string }> = {
  light: { added: '#e3f4e8', removed: '#fde8e6' },
  dark: { added: '#17382a', removed: '#46211f' },
};

/** A terminal's colours as text. Black and white are the text's own: one of them is always the background. */
const ANSI: Record<Palette, Record<string, string>> = {
  light: {
    red: '#b3261e',
    green: '#1a6b3c',
    yellow: '#7a5200',
    blue: '#0b5cad',
    magenta: '#8e3a9d',
    cyan: '#006a75',
  },
  dark: {
    red: '#ff968c',
    green: '#6fd196',
    yellow: '#f2c75c',
    blue: '#7db7ff',
    magenta: '#e3a1f0',
    cyan: '#6ad3df',
  },
};

/** Tell the pods of a merged log apart. */
const TAGS: Record<Palette, string[]> = {
  light: ['#0b5cad', '#8e3a9d', '#006a75', '#7a5200', '#1a6b3c', '#a3305c'],
  dark: ['#7db7ff', '#e3a1f0', '#6ad3df', '#f2c75c', '#6fd196', '#ff9fbd'],
};

const MATCH: Record<Palette, string> = { light: '#ffe08a', dark: '#e0b64a' };

/** Text colour of one of a terminal's eight colours. @public */
export function ansiColor(theme: Theme, color: string): string {
  return ANSI[theme.palette.type][color] ?? theme.palette.text.primary;
}

/** Text colour of the pod at a place among those of a merged log; colours come round again. @public */
export function tagColor(theme: Theme, place: number): string {
  const tags = TAGS[theme.palette.type];
  return tags[place % tags.length];
}

/** Background of what a search has found. @public */
export function matchBackground(theme: Theme): string {
  return MATCH[theme.palette.type];
}

/** Text colour of a state. @public */
export function healthColor(theme: Theme, health: Health): string {
  return HEALTH[theme.palette.type][health];
}

/** Text colour of a risk: amber for medium, red for high. @public */
export function riskColor(theme: Theme, risk: Risk): string {
  switch (risk) {
    case 'high':
      return healthColor(theme, 'failed');
    case 'medium':
      return healthColor(theme, 'degraded');
    default:
      return theme.palette.text.secondary;
  }
}

/** Background of a line of a diff. @public */
export function diffBackground(
  theme: Theme,
  line: 'added' | 'removed',
): string {
  return DIFF[theme.palette.type][line];
}

/** Names, images, commands and logs: ligatures off, digits of one width. @public */
export const monospace = {
  fontFamily:
    'ui-monospace, SFMono-Regular, "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono CJK KR", monospace',
  fontVariantLigatures: 'none',
  fontVariantNumeric: 'tabular-nums',
} as const;

/** A ring that is always seen around what has the keyboard. @public */
export function focusRing(theme: Theme, offset: number = -2) {
  return {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: offset,
  } as const;
}

/** For text that only screen readers meet. @public */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;
