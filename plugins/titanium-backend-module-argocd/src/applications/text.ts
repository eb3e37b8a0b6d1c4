import { redactText } from '@titanium-portal/backstage-plugin-titanium-node';

// Characters that cannot be seen or that turn the direction of text around.
const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Words of the cluster as they may be shown: without credentials, hidden characters made visible, cut to a length. */
export function shownText(text: string, longest = 2000): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return redactText(cut).replace(
    HIDDEN,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for what may be missing. */
export function shownOrNull(text: string | undefined | null): string | null {
  return text ? shownText(text) : null;
}
