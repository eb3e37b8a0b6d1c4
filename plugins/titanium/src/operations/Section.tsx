import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { minWidth: 0, marginBottom: 24 },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 16px',
      minHeight: 40,
      marginBottom: 4,
    },
    title: { margin: 0, fontSize: 16, lineHeight: '24px', fontWeight: 600 },
    count: {
      fontWeight: 400,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
    tools: { marginLeft: 'auto' },
  }),
  { name: 'TitaniumOperationsSection' },
);

/** A part of the page under its heading. */
export function Section(props: {
  title: string;
  count?: number;
  tools?: ReactNode;
  children: ReactNode;
}) {
  const { title, count, tools, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}{' '}
          {count !== undefined && (
            <span className={classes.count}>{count}</span>
          )}
        </h2>
        {tools && <div className={classes.tools}>{tools}</div>}
      </div>
      {children}
    </section>
  );
}
