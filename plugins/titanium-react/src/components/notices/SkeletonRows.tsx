import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { titaniumReactTranslationRef } from '../../translation';
import { useDelayed } from './useDelayed';

const useStyles = makeStyles(
  {
    row: { display: 'flex', alignItems: 'center', gap: 24, padding: '0 16px' },
  },
  { name: 'TitaniumSkeletonRows' },
);

const WIDTHS = ['32%', '6%', '14%', '8%', '12%', '12%'];

/** Rows in the size they will have, drawn only when the answer takes longer than 300 ms. @public */
export function SkeletonRows(props: { rows?: number; height?: number }) {
  const { rows = 6, height = 36 } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  const shown = useDelayed();
  return (
    <div
      role="status"
      aria-label={t('components.loading')}
      style={{ minHeight: rows * height }}
    >
      {shown &&
        Array.from({ length: rows }, (_, row) => (
          <div key={row} className={classes.row} style={{ height }} aria-hidden>
            {WIDTHS.map((width, index) => (
              <Skeleton key={index} width={width} height={14} variant="rect" />
            ))}
          </div>
        ))}
    </div>
  );
}
