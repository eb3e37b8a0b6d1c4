import { createTheme, getContrastRatio } from '@material-ui/core/styles';
import {
  ansiColor,
  diffBackground,
  healthColor,
  matchBackground,
  riskColor,
  tagColor,
} from './tokens';

const HEALTHS = [
  'healthy',
  'progressing',
  'degraded',
  'failed',
  'unknown',
  'paused',
] as const;

// Paper and page of Backstage's own themes and of this portal's.
const BACKGROUNDS = {
  light: ['#ffffff', '#f8f8f8', '#f5f6f8'],
  dark: ['#424242', '#333333', '#1b222b', '#12171d'],
};

describe.each(['light', 'dark'] as const)('the %s theme', type => {
  const theme = createTheme({ palette: { type } });

  it.each(HEALTHS)('shows %s readably', health => {
    for (const background of BACKGROUNDS[type]) {
      expect(
        getContrastRatio(healthColor(theme, health), background),
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['medium', 'high'] as const)('shows %s risk readably', risk => {
    for (const background of BACKGROUNDS[type]) {
      expect(
        getContrastRatio(riskColor(theme, risk), background),
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'])(
    'shows %s of a terminal readably',
    color => {
      for (const background of BACKGROUNDS[type]) {
        expect(
          getContrastRatio(ansiColor(theme, color), background),
        ).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('shows the tags of pods readably', () => {
    for (let place = 0; place < 6; place++) {
      for (const background of BACKGROUNDS[type]) {
        expect(
          getContrastRatio(tagColor(theme, place), background),
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('keeps what was found readable', () => {
    const background = matchBackground(theme);
    expect(
      getContrastRatio(theme.palette.getContrastText(background), background),
    ).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['added', 'removed'] as const)(
    'keeps text readable on %s lines',
    line => {
      const text = type === 'light' ? '#000000' : '#ffffff';
      expect(
        getContrastRatio(text, diffBackground(theme, line)),
      ).toBeGreaterThanOrEqual(7);
    },
  );
});
