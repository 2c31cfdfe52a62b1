// SPDX-License-Identifier: Apache-2.0
#include "Products.h"

#define LEVEL baseline
#define VECTOR_BYTES 16
#if defined(__x86_64__)
#define TILE_ROWS 6
#define TILE_VECTORS 2
#else
// As many as the 32 registers of other processors hold.
#define TILE_ROWS 8
#define TILE_VECTORS 3
#endif
#include "Scalars.inc"
