import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTechDocsReaderPage } from '@backstage/plugin-techdocs-react';
import {
  CommandBlock,
  CommandMemory,
  CommandPlace,
  STRIP_HEIGHT,
  stripStatements,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useParams } from 'react-router-dom';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { BlockSlot, BlockSlots } from './blocks/BlockSlots';
import { FoundBlock } from './blocks/findBlocks';
import { watchBlocks } from './blocks/watchBlocks';
import { ParseFailure } from './ParseFailure';
import { useGoneStatements } from './useGoneStatements';
import { useStatements } from './useStatements';
import { useViewedEntityRef } from './useViewedEntityRef';

interface PageBlocks {
  blocks: readonly FoundBlock[];
  /** The page they were found on. */
  path: string;
}

/** A hint below a strip, on one line. */
const NOTE_HEIGHT = 26;

const NOTHING: PageBlocks = { blocks: [], path: '' };

/**
 * The blocks that the reader shows, and the page they belong to: its address changes a while before its content, which
 * must not be asked about under the new address.
 */
function useBlocks(
  shadowRoot: ShadowRoot | undefined,
  path: string,
): PageBlocks {
  const [page, setPage] = useState(NOTHING);
  const address = useRef(path);
  address.current = path;
  useEffect(() => {
    if (!shadowRoot) {
      return undefined;
    }
    return watchBlocks(shadowRoot, blocks =>
      setPage({ blocks, path: address.current }),
    );
  }, [shadowRoot]);
  return shadowRoot ? page : NOTHING;
}

/** Slots of the blocks that `heightOf` wants; answers those that are near the window. */
function useSlots(
  blocks: readonly FoundBlock[],
  heightOf: (block: FoundBlock) => number | null,
): readonly BlockSlot[] {
  const [drawn, setDrawn] = useState<readonly BlockSlot[]>([]);
  const slots = useRef<BlockSlots>();
  useEffect(() => {
    const made = new BlockSlots((next, when) =>
      when === 'at-once' ? flushSync(() => setDrawn(next)) : setDrawn(next),
    );
    slots.current = made;
    return () => made.close();
  }, []);
  useEffect(() => {
    slots.current?.update(blocks, heightOf);
  }, [blocks, heightOf]);
  return drawn;
}

const Strip = memo(
  (props: {
    slot: BlockSlot;
    statements: readonly ServerStatement[];
    place: CommandPlace;
    block: FoundBlock;
    gone: ReadonlySet<ServerStatement>;
  }) => {
    const { slot, statements, place, block, gone } = props;
    const own = useMemo(
      () => ({ ...place, heading: block.heading, language: block.language }),
      [place, block],
    );
    return createPortal(
      <CommandBlock statements={statements} place={own} gone={gone} />,
      slot.element,
    );
  },
);

/** Puts a strip below each block of commands of the page that the reader shows. */
export function RunbookAddon() {
  const { shadowRoot, entityRef: documentEntity } = useTechDocsReaderPage();
  const { blocks, path } = useBlocks(shadowRoot, useParams()['*'] ?? '');
  const documentRef = documentEntity.name
    ? stringifyEntityRef(documentEntity)
    : undefined;
  const viewed = useViewedEntityRef();
  const place = useMemo<CommandPlace>(
    () => ({ entityRef: viewed ?? documentRef, documentRef, path }),
    [viewed, documentRef, path],
  );
  const { byBlock, error, retry } = useStatements(blocks, place);
  const gone = useGoneStatements(byBlock);

  const heightOf = useMemo(
    () => (block: FoundBlock) => {
      if (error !== undefined) {
        return block === blocks[0] ? STRIP_HEIGHT : null;
      }
      const strips = stripStatements(byBlock?.get(block.id) ?? []);
      const notes = strips.flatMap(({ lints }) => lints ?? []).length;
      return strips.length > 0
        ? strips.length * STRIP_HEIGHT + notes * NOTE_HEIGHT
        : null;
    },
    [blocks, byBlock, error],
  );
  const slots = useSlots(blocks, heightOf);
  const byId = useMemo(
    () => new Map(blocks.map(block => [block.id, block])),
    [blocks],
  );

  return (
    <CommandMemory key={`${documentRef} ${path}`}>
      {slots.map(slot => {
        const block = byId.get(slot.blockId);
        const statements = byBlock?.get(slot.blockId);
        if (error !== undefined) {
          return createPortal(
            <ParseFailure error={error} onRetry={retry} />,
            slot.element,
            slot.key,
          );
        }
        return (
          block &&
          statements && (
            <Strip
              key={slot.key}
              slot={slot}
              statements={statements}
              place={place}
              block={block}
              gone={gone}
            />
          )
        );
      })}
    </CommandMemory>
  );
}
