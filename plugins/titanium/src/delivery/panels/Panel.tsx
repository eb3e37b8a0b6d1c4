import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      marginTop: 16,
      padding: '12px 16px 16px',
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      [theme.breakpoints.down('xs')]: { padding: '8px 12px 12px' },
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 16px',
      minHeight: 32,
      marginBottom: 8,
    },
    closed: { marginBottom: -4 },
    title: { margin: 0, fontSize: 14, lineHeight: '20px', fontWeight: 600 },
    tools: {
      marginLeft: 'auto',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 8,
      fontSize: 13,
    },
  }),
  { name: 'TitaniumDeliveryPanel' },
);

/** A part of the tab with its heading. */
export function Panel(props: {
  title: string;
  /** Only a heading: nothing is drawn below. */
  closed?: boolean;
  /** Beside the heading. */
  note?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <div
        className={
          props.closed ? `${classes.head} ${classes.closed}` : classes.head
        }
      >
        <h2 className={classes.title} id={id}>
          {props.title}
        </h2>
        {props.note}
        {props.tools && <div className={classes.tools}>{props.tools}</div>}
      </div>
      {props.children}
    </section>
  );
}
