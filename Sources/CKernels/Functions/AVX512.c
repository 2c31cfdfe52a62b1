// SPDX-License-Identifier: Apache-2.0
#if defined(__x86_64__)
#include "Common.h"

#define LEVEL avx512
/// Whether a product and a sum are one instruction.
#define FUSED 1
#define VECTOR_BYTES 64

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma"))), apply_to = function)
#include "Double.inc"

#include "Float.inc"
#pragma clang attribute pop

#endif
