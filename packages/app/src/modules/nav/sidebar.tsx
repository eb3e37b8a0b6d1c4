import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  type NavContentComponentProps,
  type NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import { Logo } from './Logo';
import { navTranslationRef } from './translations';

function NavItem(props: {
  item?: NavContentNavItem;
  text?: string;
  /** Marks it only at its own address, not at those below. */
  end?: boolean;
}) {
  const { item, text, end } = props;
  if (!item) {
    return null;
  }
  return (
    <SidebarItem
      icon={() => item.icon}
      to={item.href}
      text={text ?? item.title}
      end={end}
    />
  );
}

function SidebarContent({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(navTranslationRef);
  // The bag is shared between renders; each one takes from its own copy.
  const nav = navItems.clone();
  const catalog = nav.take('page:catalog');
  const docs = nav.take('page:techdocs');
  const operations = nav.take('page:titanium/operations');
  const runs = nav.take('page:titanium/runs');
  const approvals = nav.take('page:titanium/approvals');
  const settings = nav.take('page:user-settings');
  // Reached from the field above, the bell below and the entity pages.
  nav.take('page:search');
  nav.take('page:notifications');
  nav.take('page:catalog-graph');
  // For operators, reached from Runs.
  nav.take('page:titanium/audit');

  return (
    <Sidebar>
      <Logo />
      <SidebarGroup label={t('search')} icon={<SearchIcon />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label={t('menu')} icon={<MenuIcon />}>
        <NavItem item={catalog} text={t('catalog')} />
        <NavItem item={docs} text={t('docs')} />
        <NavItem item={operations} text={t('operations')} end />
        <NavItem item={runs} text={t('runs')} />
        <NavItem item={approvals} text={t('approvals')} />
        <SidebarScrollWrapper>
          {nav.rest().map(item => (
            <NavItem key={item.node.spec.id} item={item} />
          ))}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem text={t('notifications')} />
      <SidebarGroup
        label={t('settings')}
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        <NavItem item={settings} text={t('settings')} />
      </SidebarGroup>
    </Sidebar>
  );
}

export const sidebar = NavContentBlueprint.make({
  params: { component: SidebarContent },
});
