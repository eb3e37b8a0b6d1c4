import { FoundBlock, findBlocks, SLOT_ATTRIBUTE } from './findBlocks';

function isOurs(node: Node): boolean {
  return (
    node instanceof Element && node.closest(`[${SLOT_ATTRIBUTE}]`) !== null
  );
}

function matters(record: MutationRecord): boolean {
  return (
    !isOurs(record.target) &&
    [...record.addedNodes, ...record.removedNodes].some(node => !isOurs(node))
  );
}

function sameBlocks(a: FoundBlock[], b: FoundBlock[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (block, index) =>
        block.node === b[index].node && block.text === b[index].text,
    )
  );
}

/**
 * Calls back with the blocks of a page now and whenever they have changed. Changes of one turn are looked at once;
 * changes within our own elements not at all.
 */
export function watchBlocks(
  root: ParentNode & Node,
  onBlocks: (blocks: FoundBlock[]) => void,
): () => void {
  let known: FoundBlock[] | undefined;
  let scheduled = false;
  let stopped = false;
  const look = () => {
    scheduled = false;
    if (stopped) {
      return;
    }
    const blocks = findBlocks(root);
    if (!known || !sameBlocks(known, blocks)) {
      known = blocks;
      onBlocks(blocks);
    }
  };
  const observer = new MutationObserver(records => {
    if (!scheduled && records.some(matters)) {
      scheduled = true;
      queueMicrotask(look);
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  look();
  return () => {
    stopped = true;
    observer.disconnect();
  };
}
