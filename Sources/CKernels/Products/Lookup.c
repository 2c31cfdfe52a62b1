// SPDX-License-Identifier: Apache-2.0
#include "Products.h"

static const product_table *table(kernel_level level, kernel_scalar scalar) {
  const bool is_double = scalar == kernel_scalar_double;
#if defined(__x86_64__)
  switch (level) {
    case kernel_level_avx512: return is_double ? &avx512_double_products : &avx512_float_products;
    case kernel_level_avx2: return is_double ? &avx2_double_products : &avx2_float_products;
    case kernel_level_baseline: break;
  }
#else
  (void)level;
#endif
  return is_double ? &baseline_double_products : &baseline_float_products;
}

product_kernel kernel_product(kernel_level level, kernel_scalar scalar) { return table(level, scalar)->product; }

rank_update_kernel kernel_rank_update(kernel_level level, kernel_scalar scalar) {
  return table(level, scalar)->rank_update;
}
