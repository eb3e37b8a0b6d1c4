import { readSelector } from './matchers';
import { LogPlan } from './plan';
import { readStage } from './stages';
import { Tree } from './tree';

/** Reads a `LogExpr` node. */
export function readLog(node: Tree): LogPlan {
  const inner = node.child('LogExpr');
  if (inner) {
    return readLog(inner);
  }
  return {
    matchers: readSelector(node.child('Selector')!),
    stages: readPipeline(node),
  };
}

/** The stages of a node that may have a `PipelineExpr`. */
export function readPipeline(node: Tree) {
  const pipeline = node.child('PipelineExpr');
  return pipeline ? pipeline.list('PipelineStage').flatMap(readStage) : [];
}
