// SPDX-License-Identifier: Apache-2.0
#if defined(__x86_64__)
#include "Products.h"

#define LEVEL avx2
#define VECTOR_BYTES 32
#define TILE_ROWS 6
#define TILE_VECTORS 2

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Scalars.inc"
#pragma clang attribute pop

#endif
