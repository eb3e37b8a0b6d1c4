/** What `/version` answers: the version of the platform's clusters. */
export const VERSION = {
  major: '1',
  minor: '29',
  gitVersion: 'v1.29.7',
  gitCommit: '4e4a18878ce330fefda1dc46acca88ba355e9ce7',
  gitTreeState: 'clean',
  buildDate: '2024-07-16T23:46:16Z',
  goVersion: 'go1.22.5',
  compiler: 'gc',
  platform: 'linux/amd64',
};
