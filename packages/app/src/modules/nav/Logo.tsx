import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { navTranslationRef } from './translations';

const useStyles = makeStyles(theme => ({
  root: {
    height: 2.5 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    width: '100%',
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    color: theme.palette.navigation.selectedColor,
    paddingLeft: (sidebarConfig.drawerWidthClosed - 32) / 2,
  },
  word: {
    marginLeft: theme.spacing(1.5),
    fontSize: 18,
    fontWeight: 600,
    letterSpacing: '0.08em',
    whiteSpace: 'nowrap',
  },
}));

/** The element's tile from the periodic table: 22 Ti. */
function Mark() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
      <rect
        x="1.5"
        y="1.5"
        width="29"
        height="29"
        rx="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
      <path
        d="M7 11.5h11M12.5 11.5V25M23 17v8"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="23" cy="11.5" r="2" fill="currentColor" />
    </svg>
  );
}

export function Logo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const { t } = useTranslationRef(navTranslationRef);

  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label={t('home')}
      >
        <Mark />
        {isOpen && <span className={classes.word}>Titanium</span>}
      </Link>
    </div>
  );
}
