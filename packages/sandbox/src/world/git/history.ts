import { SeedObject } from '../seed/manifest';
import { APP_SERVICES, AppService } from '../seed/titanium/services';
import { KubeObject } from '../types';
import { KUSTOMIZATION } from './kustomize';
import {
  BLOG_EXTRAS,
  OVERLAY,
  manifestOf,
  overlaysOf,
  repositoryOf,
} from './overlays';
import { GitCommit, GitFiles, GitPerson } from './repository';
import { GitServer } from './server';

const HOUR_MS = 60 * 60_000;

const person = (name: string): GitPerson => ({
  name,
  email: `${name.toLowerCase().replace(/ /g, '.')}@titanium.example`,
});

/** Who commits to what. */
export const AUTHORS: Readonly<Record<string, GitPerson>> = {
  'prod-api-gateway': person('Jiho Kang'),
  'prod-auth-service': person('Seoyeon Lim'),
  'prod-user-service': person('Daniel Weber'),
  'prod-blog-service': person('Haeun Choi'),
  postgres: person('Minseo Park'),
};

/** A commit of the past. */
export interface PastCommit {
  repository: string;
  author: GitPerson;
  daysAgo: number;
  message: string;
  tags?: string[];
  changes(files: GitFiles): GitCommit['changes'];
}

const at = (file: string) => `${OVERLAY}/${file}`;

/** A file with something in it changed. */
export function edited(
  files: GitFiles,
  file: string,
  change: (object: KubeObject) => void,
): Record<string, KubeObject> {
  const copy: KubeObject = structuredClone(files[at(file)]);
  change(copy);
  return { [at(file)]: copy };
}

/** The changes of a release: the tag in the kustomization, and why in the Deployment. */
export function releaseChanges(
  files: GitFiles,
  release: { tag: string; cause: string },
): GitCommit['changes'] {
  return {
    ...edited(files, KUSTOMIZATION, kustomization => {
      kustomization.images[0].newTag = release.tag;
    }),
    ...edited(files, 'deployment.yaml', ({ metadata }) => {
      metadata.annotations!['kubernetes.io/change-cause'] = release.cause;
    }),
  };
}

/** Makes the repositories, as they were when the platform was first delivered from them. */
export function plantRepositories(
  git: GitServer,
  seed: readonly SeedObject[],
  now: number,
): void {
  for (const name of [...APP_SERVICES.map(({ id }) => id), 'postgres']) {
    const { main, extras } = overlaysOf(name, seed);
    const draft = {
      author: AUTHORS[name],
      time: now - 2 * HOUR_MS,
      message: `deliver ${name} from here`,
    };
    git
      .create(repositoryOf(name))
      .commit({ ...draft, changes: { ...main, ...before(name, main) } });
    if (Object.keys(extras).length) {
      git.create(BLOG_EXTRAS).commit({
        ...draft,
        author: AUTHORS.postgres,
        message: 'monitoring and network rules of the blog service',
        changes: extras,
      });
    }
  }
}

/** What the first manifests had that later commits change to what it is today. */
function before(name: string, files: GitFiles): Record<string, KubeObject> {
  if (name === 'prod-api-gateway') {
    return edited(files, 'hpa.yaml', ({ spec }) => {
      spec.maxReplicas = 4;
      spec.metrics[0].resource.target.averageUtilization = 75;
    });
  }
  if (name === 'postgres') {
    return edited(files, 'backup-cronjob.yaml', ({ spec }) => {
      spec.jobTemplate.spec.backoffLimit = 1;
    });
  }
  return {};
}

/** The commits since, oldest first within each repository. */
export function pastCommits(seed: readonly SeedObject[]): PastCommit[] {
  return [
    ...APP_SERVICES.flatMap(releases),
    ...gatewayChanges(seed),
    {
      repository: repositoryOf('postgres'),
      author: AUTHORS.postgres,
      daysAgo: 20,
      message: 'backup: try twice before a night is given up',
      changes: files =>
        edited(files, 'backup-cronjob.yaml', ({ spec }) => {
          spec.jobTemplate.spec.backoffLimit = 2;
        }),
    },
  ];
}

function releases({ id, releases: list }: AppService): PastCommit[] {
  return list.slice(1).map(release => ({
    repository: repositoryOf(id),
    author: AUTHORS[id],
    daysAgo: release.daysAgo,
    message: `release ${release.tag}: ${release.cause}`,
    tags: [release.tag],
    changes: files => releaseChanges(files, release),
  }));
}

/** What else happened to the gateway's manifests. */
function gatewayChanges(seed: readonly SeedObject[]): PastCommit[] {
  const repository = repositoryOf('prod-api-gateway');
  const budget = seed.find(
    ({ object }) => object.kind === 'PodDisruptionBudget',
  )!;
  return [
    {
      repository,
      author: AUTHORS.postgres,
      daysAgo: 27,
      message: 'hpa: allow five gateways in the evening',
      changes: files =>
        edited(files, 'hpa.yaml', ({ spec }) => {
          spec.maxReplicas = 5;
        }),
    },
    {
      repository,
      author: AUTHORS['prod-auth-service'],
      daysAgo: 16,
      message: 'hpa: scale at 70 % of the requested CPU',
      changes: files =>
        edited(files, 'hpa.yaml', ({ spec }) => {
          spec.metrics[0].resource.target.averageUtilization = 70;
        }),
    },
    {
      repository,
      author: AUTHORS.postgres,
      daysAgo: 6,
      message: 'pdb: keep one gateway while nodes are drained',
      changes: files => ({
        [at('pdb.yaml')]: manifestOf(budget.object),
        ...edited(files, KUSTOMIZATION, kustomization => {
          kustomization.resources.push('pdb.yaml');
        }),
      }),
    },
  ];
}
