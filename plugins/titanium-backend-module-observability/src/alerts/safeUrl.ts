/**
 * A link of an alert as pages may use it: an http or https address, or a path of the portal; null for anything else
 * (`javascript:`, `data:`, `//elsewhere`, credentials in addresses).
 */
export function safeUrl(text: string | undefined): string | null {
  const url = text?.trim();
  // eslint-disable-next-line no-control-regex
  if (!url || url.length > 2048 || /[\x00-\x20\x7f\\]/.test(url)) {
    return null;
  }
  if (url.startsWith('/')) {
    return url.startsWith('//') ? null : url;
  }
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    return null;
  }
  const { username, password } = new URL(url);
  return username || password ? null : url;
}
