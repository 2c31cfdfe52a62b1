// SPDX-License-Identifier: Apache-2.0
#if defined(__x86_64__)
#include "Products.h"

#define LEVEL avx512
#define VECTOR_BYTES 64
#define TILE_ROWS 8
#define TILE_VECTORS 3

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma"))), apply_to = function)
#include "Scalars.inc"
#pragma clang attribute pop

#endif
