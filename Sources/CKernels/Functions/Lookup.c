// SPDX-License-Identifier: Apache-2.0
#include "Table.h"

static const function_table *table(kernel_level level, kernel_scalar scalar) {
  const bool is_double = scalar == kernel_scalar_double;
#if defined(__x86_64__)
  switch (level) {
    case kernel_level_avx512: return is_double ? &avx512_double_functions : &avx512_float_functions;
    case kernel_level_avx2: return is_double ? &avx2_double_functions : &avx2_float_functions;
    case kernel_level_baseline: break;
  }
#else
  (void)level;
#endif
  return is_double ? &baseline_double_functions : &baseline_float_functions;
}

unary_kernel kernel_unary(kernel_level level, kernel_scalar scalar, unary_function function) {
  return table(level, scalar)->unary[function];
}

binary_kernel kernel_binary(kernel_level level, kernel_scalar scalar, binary_function function) {
  return table(level, scalar)->binary[function];
}

ternary_kernel kernel_ternary(kernel_level level, kernel_scalar scalar, ternary_function function) {
  return table(level, scalar)->ternary[function];
}

reduction_kernel kernel_reduction(kernel_level level, kernel_scalar scalar, reduction_function function) {
  return table(level, scalar)->reduction[function];
}
