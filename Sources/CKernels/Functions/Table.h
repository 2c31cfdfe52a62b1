// SPDX-License-Identifier: Apache-2.0
// The functions of one level and scalar type, indexed by the enumerations of the public header.
#ifndef WENGERT_TABLE_H
#define WENGERT_TABLE_H

#include "../include/CKernels.h"

typedef struct {
  unary_kernel unary[unary_erfc + 1];
  binary_kernel binary[binary_hypot + 1];
  ternary_kernel ternary[ternary_multiply_add + 1];
  reduction_kernel reduction[reduction_min + 1];
} function_table;

extern const function_table baseline_double_functions, baseline_float_functions;
#if defined(__x86_64__)
extern const function_table avx2_double_functions, avx2_float_functions;
extern const function_table avx512_double_functions, avx512_float_functions;
#endif

#endif
