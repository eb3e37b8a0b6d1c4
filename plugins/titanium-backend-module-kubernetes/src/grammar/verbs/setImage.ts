import { worded } from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { isPlaceholder, part, Piece, sample, split } from '../pieces';
import { oneTarget } from '../targets';
import { Verb } from '../verb';

const ROLLING = ['deployment', 'statefulset', 'daemonset'];
/** `registry:5000/team/name:tag@sha256:...`: a name, and what of it. */
const IMAGE =
  /^[A-Za-z0-9][A-Za-z0-9._-]*(?::\d{1,5}(?=\/))?(?:\/[a-z0-9][a-z0-9._-]*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** The image of a pair; a placeholder behind the last colon is its tag. */
function image(call: Call, piece: Piece): string {
  const text = sample(piece);
  if (text.length > 500 || !IMAGE.test(text)) {
    call.refuse(
      piece.text
        ? worded('images.name', '{{name}} is no name of an image.', {
            name: piece.text.slice(0, 80),
          })
        : worded('images.empty', 'This is no name of an image.'),
      piece,
    );
  }
  if (isPlaceholder(piece)) {
    return call.take(piece, 'text');
  }
  const pieces = split(piece, ':');
  const tag = pieces[pieces.length - 1];
  if (pieces.length > 1 && isPlaceholder(tag)) {
    call.take(tag, 'image-tag');
  }
  return call.take(piece, 'text');
}

function pair(call: Call, piece: Piece) {
  const [container, ...rest] = split(piece, '=');
  if (rest.length === 0) {
    call.refuse(
      worded('images.write', 'Write container=image behind the object.'),
      piece,
    );
  }
  if (container.text === '*') {
    call.refuse(
      worded(
        'images.every',
        'The image of every container is not set at once: name the container.',
      ),
      piece,
    );
  }
  return {
    container: call.container(container),
    image: image(call, part(piece, rest.map(({ text }) => text).join('='))),
  };
}

export const setImage: Verb = {
  path: ['set', 'image'],
  flags: flags('field-manager='),
  read(call) {
    const first = call.args.findIndex(piece => split(piece, '=').length > 1);
    if (first < 0) {
      call.refuse(
        worded(
          'images.which',
          'Which image? Write container=image behind the object.',
        ),
        call.args[call.args.length - 1],
      );
    }
    const target = oneTarget(
      call,
      ROLLING,
      kind =>
        worded(
          'targets.noImage',
          'The image of a {{kind}} is not set here. Possible are {{kinds}}.',
          { kind, kinds: ROLLING.join(', ') },
        ),
      call.args.slice(0, first),
    );
    const images = call.args.slice(first).map(piece => pair(call, piece));
    const twice = images.findIndex(
      ({ container }, index) =>
        images.findIndex(other => other.container === container) !== index,
    );
    if (twice >= 0) {
      call.refuse(
        worded('images.twice', 'The image of {{container}} is given twice.', {
          container: images[twice].container,
        }),
        call.args[first + twice],
      );
    }
    return changeReading(call, 'kubernetes.workload.setImage', target, {
      images,
    });
  },
};
