import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import RefuseIcon from '@material-ui/icons/Block';
import SessionIcon from '@material-ui/icons/OpenInBrowser';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { titaniumReactTranslationRef, useServerWords } from '../translation';
import { LintNotes } from './LintNotes';
import { placeLinks } from './placeLinks';
import { CommandPlace } from './types';
import { useStripStyles } from './useStripStyles';

/** The line a refusal points into, in three parts. */
export function markedLine(
  statement: Pick<ServerStatement, 'text' | 'position'>,
): { before: string; marked: string; after: string } | null {
  const { text, position } = statement;
  if (!position) {
    return null;
  }
  const start = text.lastIndexOf('\n', position.offset - 1) + 1;
  const lineEnd = text.indexOf('\n', position.offset);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const to = Math.min(end, position.offset + Math.max(1, position.length));
  const cut = (part: string, keep: (part: string) => string) =>
    part.length > 60 ? keep(part) : part;
  return {
    before: cut(
      text.slice(start, position.offset),
      part => `…${part.slice(-59)}`,
    ),
    marked: text.slice(position.offset, to),
    after: cut(text.slice(to, end), part => `${part.slice(0, 59)}…`),
  };
}

function kindOf(statement: ServerStatement): 'session' | 'later' | 'refuse' {
  switch (statement.verdict) {
    case 'session':
      return 'session';
    // Nothing could be filled in: the portal has no action for it.
    case 'form':
      return 'later';
    default:
      return 'refuse';
  }
}

/** A statement that does not run here: why, where in the text, and what to do instead. */
export function AdviceStrip(props: {
  statement: ServerStatement;
  place: CommandPlace;
  lineLabel: string | null;
  gone?: boolean;
}) {
  const { statement, place, lineLabel } = props;
  const classes = useStripStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { wording } = useServerWords();
  const session = statement.verdict === 'session';
  const Icon = session ? SessionIcon : RefuseIcon;
  const title = t(`commands.advice.${kindOf(statement)}`);
  const marked = markedLine(statement);
  const links = session ? placeLinks(statement, place.entityRef) : [];
  return (
    <div
      className={classes.strip}
      role="group"
      aria-label={t('commands.stripLabel', {
        title,
        line: String(statement.line),
      })}
    >
      <div className={classes.row}>
        <Icon className={classes.icon} aria-hidden />
        {lineLabel && <span className={classes.muted}>{lineLabel}</span>}
        <span className={classes.title}>{title}</span>
        <span
          className={`${classes.grow} ${classes.muted}`}
          style={{ flexBasis: 240 }}
        >
          {wording('reasons', statement.wording, statement.reason ?? '')}
        </span>
        {links.map(({ place: where, href }) => (
          // The reader follows links of its document by itself; one navigation is enough.
          <Link
            key={where}
            to={href}
            onClick={event => event.stopPropagation()}
          >
            {t(`commands.open.${where}`)}
          </Link>
        ))}
      </div>
      <LintNotes statement={statement} />
      {marked && (
        <div className={classes.advice}>
          <span className={classes.muted}>{t('commands.where')}</span>
          <code className={classes.source}>
            {visibleText(marked.before)}
            <mark className={classes.mark}>{visibleText(marked.marked)}</mark>
            {visibleText(marked.after)}
          </code>
        </div>
      )}
    </div>
  );
}
