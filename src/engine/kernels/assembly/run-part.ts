import { convFilterGradientPart } from './conv/conv-filter-gradient';
import { convForwardPart } from './conv/conv-forward';
import { convScatterPart } from './conv/conv-scatter';
import { thinFilterGradientPart, thinInputGradientPart } from './conv/thin-gradient';
import { convWindowsPart } from './conv/conv-windows';
import { windowFilterGradientPart } from './conv/window-filter-gradient';
import { winogradFilterPart } from './conv/winograd-filter';
import { winogradFilterGradientPart, winogradFilterGradientSumPart } from './conv/winograd-filter-gradient';
import { winogradForwardPart } from './conv/winograd-forward';
import { addPartialsPart } from './gemm/add-partials';
import { batchMultiplyPart } from './gemm/batch-multiply';
import { packPanelsPart } from './gemm/pack-panels';
import { depthwiseGradPart } from './depthwise/depthwise-grad';
import { adamStepPart } from './elementwise/adam-step';
import { dropoutPart } from './elementwise/dropout';
import { activationBiasGradPart } from './elementwise/activation-bias-grad';
import { segmentSumPart } from './elementwise/segment-sum';
import { squaredErrorGradPart, squaredErrorPart } from './elementwise/squared-error';
import { sumPart } from './elementwise/sum';
import { batchStatsPart, joinStatsPart } from './norm/batch-stats';
import { normReluPoolPart } from './norm/norm-relu-pool';
import { normReluPoolGradPart } from './norm/norm-relu-pool-grad';
import { nearestPart } from './neighbours/nearest';
import { umapEpochPart } from './neighbours/umap-epoch';
import { avgPoolPart } from './pool/avg-pool';
import { maxPoolPart } from './pool/max-pool';
import { maxPoolGradPart } from './pool/max-pool-grad';
import * as kind from './job-kinds';

/** Leads a part of a job to the kernel that its first word names. */
export function runPart(job: usize, part: i32, scratch: usize): void {
  switch (load<i32>(job)) {
    case kind.PACK_PANELS:
      packPanelsPart(job, part);
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
    case kind.WINOGRAD_FILTER:
      winogradFilterPart(job, part, scratch);
      break;
    case kind.WINOGRAD_FORWARD:
      winogradForwardPart(job, part, scratch);
      break;
    case kind.WINOGRAD_FILTER_GRADIENT:
      winogradFilterGradientPart(job, part, scratch);
      break;
    case kind.WINOGRAD_FILTER_GRADIENT_SUM:
      winogradFilterGradientSumPart(job, part, scratch);
      break;
    case kind.THIN_FILTER_GRADIENT:
      thinFilterGradientPart(job, part, scratch);
      break;
    case kind.THIN_INPUT_GRADIENT:
      thinInputGradientPart(job, part, scratch);
      break;
    case kind.CONV_WINDOWS:
      convWindowsPart(job, part, scratch);
      break;
    case kind.WINDOW_FILTER_GRADIENT:
      windowFilterGradientPart(job, part, scratch);
      break;
    case kind.MAX_POOL:
      maxPoolPart(job, part);
      break;
    case kind.MAX_POOL_GRADIENT:
      maxPoolGradPart(job, part);
      break;
    case kind.AVG_POOL:
      avgPoolPart(job, part);
      break;
    case kind.BATCH_STATS:
      batchStatsPart(job, part, scratch);
      break;
    case kind.JOIN_STATS:
      joinStatsPart(job, part, scratch);
      break;
    case kind.NORM_RELU_POOL:
      normReluPoolPart(job, part);
      break;
    case kind.NORM_RELU_POOL_SUMS:
      normReluPoolGradPart(job, part, true);
      break;
    case kind.NORM_RELU_POOL_GRADIENT:
      normReluPoolGradPart(job, part, false);
      break;
    case kind.ACTIVATION_BIAS_GRADIENT:
      activationBiasGradPart(job, part);
      break;
    case kind.SQUARED_ERROR:
      squaredErrorPart(job, part);
      break;
    case kind.SQUARED_ERROR_GRADIENT:
      squaredErrorGradPart(job, part);
      break;
    case kind.ADAM_STEP:
      adamStepPart(job, part);
      break;
    case kind.DROPOUT:
      dropoutPart(job, part);
      break;
    case kind.SUM:
      sumPart(job, part);
      break;
    case kind.SEGMENT_SUM:
      segmentSumPart(job, part);
      break;
    case kind.DEPTHWISE_INPUT_GRADIENT:
      depthwiseGradPart(job, part, false);
      break;
    case kind.DEPTHWISE_FILTER_GRADIENT:
      depthwiseGradPart(job, part, true);
      break;
    case kind.NEAREST:
      nearestPart(job, part, scratch);
      break;
    case kind.UMAP_EPOCH:
      umapEpochPart(job);
      break;
    default:
      break;
  }
}
