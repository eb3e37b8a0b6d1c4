import { makeStyles } from '@material-ui/core/styles';
import { DescriptionResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { monospace } from '../theme';
import { TableView } from './TableView';

const useStyles = makeStyles(
  theme => ({
    facts: {
      display: 'grid',
      gridTemplateColumns: 'minmax(120px, max-content) 1fr',
      gap: '4px 16px',
      // Documents give such lists margins of their own.
      '&&': { margin: 0 },
      padding: '12px',
      fontSize: 13,
      lineHeight: '20px',
    },
    name: {
      color: theme.palette.text.secondary,
      '&&': { margin: 0 },
    },
    value: {
      ...monospace,
      fontSize: 12,
      '&&': { margin: 0 },
      overflowWrap: 'anywhere',
      color: theme.palette.text.primary,
    },
    section: { borderTop: `1px solid ${theme.palette.divider}` },
    title: {
      padding: '8px 12px 4px',
      fontSize: 13,
      fontWeight: 600,
      color: theme.palette.text.primary,
    },
  }),
  { name: 'TitaniumDescriptionView' },
);

/** An object described: facts, then its conditions, events and related objects. */
export function DescriptionView(props: { description: DescriptionResult }) {
  const { description } = props;
  const classes = useStyles();
  return (
    <>
      <dl className={classes.facts}>
        {description.facts.map(fact => [
          <dt key={`${fact.name}:name`} className={classes.name}>
            {fact.name}
          </dt>,
          <dd key={`${fact.name}:value`} className={classes.value}>
            {visibleText(fact.value)}
          </dd>,
        ])}
      </dl>
      {description.sections.map(section => (
        <div key={section.title} className={classes.section}>
          <div className={classes.title}>{section.title}</div>
          <TableView table={section.table} label={section.title} />
        </div>
      ))}
    </>
  );
}
