import { makeStyles } from '@material-ui/core/styles';
import {
  monospace,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { shortImage } from '../model/revisions';

const useStyles = makeStyles(
  {
    root: { display: 'inline-flex', flexWrap: 'wrap', gap: '2px 12px' },
    image: { ...monospace, fontSize: 12, overflowWrap: 'anywhere' },
  },
  { name: 'TitaniumImages' },
);

/** Images by their last part and tag, whole on hover. */
export function Images(props: { images: readonly string[]; most?: number }) {
  const { images, most = images.length } = props;
  const classes = useStyles();
  const rest = images.slice(most);
  return (
    <span className={classes.root}>
      {images.slice(0, most).map(image => (
        <code key={image} className={classes.image} title={visibleText(image)}>
          {visibleText(shortImage(image))}
        </code>
      ))}
      {rest.length > 0 && (
        <span className={classes.image} title={visibleText(rest.join('\n'))}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}
