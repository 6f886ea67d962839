import { convFilterGradientPart } from './conv/conv-filter-gradient';
import { convForwardPart } from './conv/conv-forward';
import { convScatterPart } from './conv/conv-scatter';
import { addPartialsPart } from './gemm/add-partials';
import { batchMultiplyPart } from './gemm/batch-multiply';
import { packPanelsPart } from './gemm/pack-panels';
import * as kind from './job-kinds';

/** Leads a part of a job to the kernel that its first word names. */
export function runPart(job: usize, part: i32, scratch: usize): void {
  switch (load<i32>(job)) {
    case kind.PACK_PANELS:
      packPanelsPart(job, part, scratch);
      break;
    case kind.BATCH_MULTIPLY:
      batchMultiplyPart(job, part, scratch);
      break;
    case kind.ADD_PARTIALS:
      addPartialsPart(job, part, scratch);
      break;
    case kind.CONV_FORWARD:
      convForwardPart(job, part, scratch);
      break;
    case kind.CONV_SCATTER:
      convScatterPart(job, part, scratch);
      break;
    case kind.CONV_FILTER_GRADIENT:
      convFilterGradientPart(job, part, scratch);
      break;
    default:
      break;
  }
}
