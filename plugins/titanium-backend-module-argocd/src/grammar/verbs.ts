import {
  CommandReading,
  isDnsLabel,
  isDnsSubdomain,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { Flag, flags } from './flags';
import { indexOutside, part, Piece, sample } from './pieces';

/** A verb below `argocd app` that the portal carries out. */
export interface Verb {
  name: string;
  flags: readonly Flag[];
  /** Flags that may be given several times. */
  repeatable?: readonly string[];
  read(call: Call): CommandReading;
}

/** The form of output: `table` without one. */
function output<T extends string>(
  call: Call,
  known: readonly T[],
): T | 'table' {
  const piece = call.flag('output');
  const found = known.find(name => name === piece?.text);
  if (piece && !found) {
    call.refuse(
      worded(
        'argocd.output',
        'The output {{output}} is not available: use {{known}} or none.',
        { output: piece.text.slice(0, 40), known: known.join(', ') },
      ),
      piece,
    );
  }
  return found ?? 'table';
}

const REVISION = /^[A-Za-z0-9][\w.+/@~^-]{0,199}$/;

function revision(call: Call, piece: Piece | undefined): string | null {
  if (!piece) {
    return null;
  }
  const text = sample(piece);
  if (!REVISION.test(text) || text.includes('..')) {
    call.refuse(
      worded('argocd.revision', 'This is no branch, tag or commit.'),
      piece,
    );
  }
  return call.take(piece, 'text');
}

const list: Verb = {
  name: 'list',
  flags: flags('output|o=', 'project|p='),
  read(call) {
    if (call.args[0]) {
      call.refuse(
        worded('argocd.listName', 'argocd app list takes no name: use get.'),
        call.args[0],
      );
    }
    const project = call.flag('project');
    if (project && !isDnsSubdomain(sample(project))) {
      call.refuse(
        worded('argocd.project', 'This is no name of a project.'),
        project,
      );
    }
    return call.result('read', 'argocd.app.list', {
      cluster: call.cluster(),
      project: project ? call.take(project, 'text') : null,
      output: output(call, ['wide', 'name']),
    });
  },
};

const get: Verb = {
  name: 'get',
  flags: flags(
    'output|o=',
    'refresh',
    'hard-refresh',
    'show-operation',
    'timeout=',
  ),
  read(call) {
    const app = call.application();
    const hard = call.isOn('hard-refresh');
    if (hard || call.isOn('refresh')) {
      return call.result('change', 'argocd.app.refresh', { ...app, hard });
    }
    const form = output(call, ['tree', 'yaml', 'json', 'wide']);
    if (form === 'tree') {
      return call.result('read', 'argocd.app.resources', { ...app });
    }
    return call.result('read', 'argocd.app.get', {
      ...app,
      output: form === 'wide' ? 'table' : form,
    });
  },
};

const history: Verb = {
  name: 'history',
  flags: flags('output|o='),
  read(call) {
    output(call, ['wide', 'id']);
    return call.result('read', 'argocd.app.history', {
      ...call.application(),
    });
  },
};

const resources: Verb = {
  name: 'resources',
  flags: flags('output|o='),
  read(call) {
    output(call, ['tree']);
    return call.result('read', 'argocd.app.resources', {
      ...call.application(),
    });
  },
};

/** `--revision`, or `--revisions` and `--source-positions` in pairs, each source once. */
function revisions(call: Call): string[] {
  const single = call.flag('revision');
  const written = call.all('revisions');
  const positions = call.all('source-positions');
  if (single && written.length > 0) {
    call.refuse(
      worded(
        'argocd.revisionsBoth',
        'Write either --revision or --revisions with --source-positions.',
      ),
      single,
    );
  }
  if (single) {
    return [revision(call, single)!];
  }
  const placed = new Map(
    positions.map(({ text }, at) => [text, written[at]] as const),
  );
  const ordered = written.map((_, at) => placed.get(String(at + 1)));
  if (
    positions.length !== written.length ||
    written.length > 20 ||
    !ordered.every(piece => piece)
  ) {
    call.refuse(
      worded(
        'argocd.positions',
        'Each of --revisions needs a --source-positions of its own, counted from 1 without a gap.',
      ),
      positions[0] ?? written[0],
    );
  }
  return ordered.map(piece => revision(call, piece)!);
}

const diff: Verb = {
  name: 'diff',
  repeatable: ['revisions', 'source-positions'],
  flags: flags(
    'revision=',
    'revisions=',
    'source-positions=',
    'exit-code',
    'server-side-generate',
    'server-side-diff',
  ),
  read: call =>
    call.result('read', 'argocd.app.diff', {
      ...call.application(),
      revisions: revisions(call),
    }),
};

/** `apps:Deployment:shop` or `apps:Deployment:prod/shop`. */
function resource(call: Call, piece: Piece) {
  const wrong = () =>
    call.refuse(
      worded(
        'argocd.resource',
        'Write an object as group:Kind:name or group:Kind:namespace/name; none is left out and none is excluded.',
      ),
      piece,
    );
  const first = indexOutside(piece, ':');
  const afterGroup = part(piece, piece.text.slice(first + 1));
  const second = indexOutside(afterGroup, ':');
  if (first < 0 || second < 0) {
    return wrong();
  }
  const group = piece.text.slice(0, first);
  const kind = afterGroup.text.slice(0, second);
  const place = part(piece, afterGroup.text.slice(second + 1));
  const slash = indexOutside(place, '/');
  const namespace = slash < 0 ? null : part(place, place.text.slice(0, slash));
  const name = part(place, place.text.slice(slash + 1));
  if (
    (group !== '' && !isDnsSubdomain(group)) ||
    !/^[A-Z][A-Za-z0-9]{0,62}$/.test(kind) ||
    (namespace !== null && !isDnsLabel(sample(namespace))) ||
    !/^[A-Za-z0-9][\w.:-]{0,252}$/.test(sample(name))
  ) {
    return wrong();
  }
  return {
    group,
    kind,
    namespace: namespace && call.take(namespace, 'namespace'),
    name: call.take(name, 'text'),
  };
}

const sync: Verb = {
  name: 'sync',
  flags: flags(
    'revision=',
    'prune',
    'dry-run',
    'resource=',
    'async',
    'timeout=',
    'output|o=',
    'preview-changes',
    'assumeYes',
  ),
  repeatable: ['resource'],
  read: call =>
    call.result('change', 'argocd.app.sync', {
      ...call.application(),
      revision: revision(call, call.flag('revision')),
      prune: call.isOn('prune'),
      dryRun: call.isOn('dry-run'),
      resources: call.all('resource').map(piece => resource(call, piece)),
    }),
};

const rollback: Verb = {
  name: 'rollback',
  flags: flags('prune', 'timeout=', 'output|o='),
  read(call) {
    const app = call.application(1);
    const id = call.args[1];
    if (call.isOn('prune')) {
      call.refuse(
        worded(
          'argocd.rollbackPrune',
          'A rollback from here removes nothing: leave out --prune.',
        ),
        call.flag('prune'),
      );
    }
    return call.result('change', 'argocd.app.rollback', {
      ...app,
      id: id ? call.id(id) : null,
    });
  },
};

const terminate: Verb = {
  name: 'terminate-op',
  flags: [],
  read: call =>
    call.result('change', 'argocd.app.terminate', { ...call.application() }),
};

const set: Verb = {
  name: 'set',
  flags: flags('sync-policy=', 'auto-prune', 'self-heal'),
  read(call) {
    const app = call.application();
    const policy = call.flag('sync-policy');
    if (!policy) {
      return call.refuse(
        worded(
          'argocd.set',
          'Of an application only the sync policy is set from here: use --sync-policy none or automated. Everything else belongs into Git.',
        ),
      );
    }
    const prune = call.isOn('auto-prune');
    const selfHeal = call.isOn('self-heal');
    switch (policy.text) {
      case 'none':
      case 'manual':
        if (prune || selfHeal) {
          call.refuse(
            worded(
              'argocd.manual',
              'Without automatic sync nothing is pruned or healed: leave the other flags out.',
            ),
            policy,
          );
        }
        return call.result('change', 'argocd.app.pauseAutoSync', { ...app });
      case 'automated':
      case 'automatic':
      case 'auto':
        return call.result('change', 'argocd.app.restoreAutoSync', {
          ...app,
          prune,
          selfHeal,
        });
      default:
        return call.refuse(
          worded('argocd.policy', '--sync-policy is either none or automated.'),
          policy,
        );
    }
  },
};

export const VERBS: readonly Verb[] = [
  list,
  get,
  history,
  resources,
  diff,
  sync,
  rollback,
  terminate,
  set,
];
