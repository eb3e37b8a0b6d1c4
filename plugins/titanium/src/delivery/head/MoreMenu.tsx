import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import LockIcon from '@material-ui/icons/LockOutlined';
import MoreIcon from '@material-ui/icons/MoreVert';
import {
  ActionCheckRequest,
  useActionCheck,
  useServerWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { forwardRef, useState } from 'react';
import { useOpenPlan } from '../../pods/actions/PlanContext';
import { titaniumTranslationRef } from '../../translation';

/** An action of the menu. Whoever may not reads why; choosing it then opens the plan, which explains the rest. */
const ActionItem = forwardRef<
  HTMLLIElement,
  { label: string; request: ActionCheckRequest; onChoose: () => void }
>((props, ref) => {
  const { label, request, onChoose, ...menu } = props;
  const { check } = useActionCheck(request);
  const { refusal } = useServerWords();
  const refused = check !== undefined && !check.decision.allowed;
  return (
    <MenuItem {...menu} ref={ref} button dense onClick={onChoose}>
      {refused && (
        <ListItemIcon style={{ minWidth: 28 }}>
          <LockIcon fontSize="small" />
        </ListItemIcon>
      )}
      <ListItemText
        primary={label}
        secondary={refused ? refusal(check.decision) : undefined}
        secondaryTypographyProps={{
          style: { whiteSpace: 'normal', maxWidth: 320 },
        }}
      />
    </MenuItem>
  );
});

/** What is done more rarely, and the way to Argo CD. */
export function MoreMenu(props: {
  name: string;
  items: { id: string; label: string; request: ActionCheckRequest }[];
  url: string | null;
}) {
  const { name, items, url } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const openPlan = useOpenPlan();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const label = t('delivery.actions.more', { name });
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={label}
        title={label}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreIcon />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        {items.map(item => (
          <ActionItem
            key={item.id}
            label={item.label}
            request={item.request}
            onChoose={() => {
              close();
              openPlan(item.request);
            }}
          />
        ))}
        {url && (
          <MenuItem
            key="open"
            dense
            component="a"
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            onClick={close}
          >
            {t('delivery.actions.open')}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
