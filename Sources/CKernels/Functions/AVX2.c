// SPDX-License-Identifier: Apache-2.0
#if defined(__x86_64__)
#include "Common.h"

#define LEVEL avx2
/// Whether a product and a sum are one instruction.
#define FUSED 1
#define VECTOR_BYTES 32

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Double.inc"

#include "Float.inc"
#pragma clang attribute pop

#endif
