// SPDX-License-Identifier: Apache-2.0
#include "Common.h"

#define LEVEL baseline
#define VECTOR_BYTES 16
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
#define FUSED 1
#else
#define FUSED 0
#endif
#include "Double.inc"

#include "Float.inc"
