// SPDX-License-Identifier: Apache-2.0
// What the products of all levels and scalar types share.
#ifndef WENGERT_PRODUCTS_H
#define WENGERT_PRODUCTS_H

#include <stddef.h>
#include <string.h>

#include "../Functions/Common.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Memory of the calling thread for packed matrices, aligned to a cache line; its content lasts until the next call.
/// It is kept from call to call and freed with the thread.
void *product_workspace(size_t bytes);

/// The products of one level and scalar type.
typedef struct {
  product_kernel product;
  rank_update_kernel rank_update;
} product_table;

extern const product_table baseline_double_products, baseline_float_products;
#if defined(__x86_64__)
extern const product_table avx2_double_products, avx2_float_products;
extern const product_table avx512_double_products, avx512_float_products;
#endif

static inline intptr_t smaller(intptr_t a, intptr_t b) { return a < b ? a : b; }

/// The extent of the parts into which `extent` falls, as equal as possible and at most `largest`.
static inline intptr_t balanced(intptr_t extent, intptr_t largest) {
  const intptr_t parts = (extent + largest - 1) / largest;
  return (extent + parts - 1) / parts;
}

#endif
