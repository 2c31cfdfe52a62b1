// SPDX-License-Identifier: Apache-2.0
// The hot loops that Swift cannot compile for each instruction set of a processor: elementary functions over contiguous
// arrays, reductions, and products of small or packed matrices.
//
// One source is compiled for each level; a loop is looked up once, by level and scalar type, and then called through
// its pointer. All pointers are to scalars of the type asked for; steps and counts are in elements.
#ifndef WENGERT_CKERNELS_H
#define WENGERT_CKERNELS_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// An instruction set. `baseline` is what the target of the build guarantees: SSE2 on x86-64, plain C elsewhere.
typedef enum __attribute__((enum_extensibility(closed))) {
  kernel_level_baseline,
  kernel_level_avx2,
  kernel_level_avx512,
} kernel_level;

typedef enum __attribute__((enum_extensibility(closed))) {
  kernel_scalar_double,
  kernel_scalar_float,
} kernel_scalar;

/// The highest level that this processor and its operating system run.
kernel_level kernel_highest_level(void);

// Elementwise functions. The result may be the storage of an operand whose step is 1.

typedef enum __attribute__((enum_extensibility(closed))) {
  unary_negate,
  unary_abs,
  unary_sign,
  unary_relu,
  unary_square,
  unary_sqrt,
  unary_reciprocal,
  unary_exp,
  unary_expm1,
  unary_log,
  unary_log1p,
  unary_sin,
  unary_cos,
  unary_tan,
  unary_asin,
  unary_acos,
  unary_atan,
  unary_sinh,
  unary_cosh,
  unary_tanh,
  unary_asinh,
  unary_acosh,
  unary_atanh,
  unary_sigmoid,
  /// `x(1 - x)`, the slope of the sigmoid function where its value is `x`.
  unary_sigmoid_slope,
  /// `1 - x²`, the slope of the hyperbolic tangent where its value is `x`.
  unary_tanh_slope,
  unary_softplus,
  unary_erf,
  unary_erfc,
} unary_function;

/// `y[i] = f(x[i])`.
typedef void (*unary_kernel)(const void *x, void *y, intptr_t count);

typedef enum __attribute__((enum_extensibility(closed))) {
  binary_add,
  binary_subtract,
  binary_multiply,
  binary_divide,
  /// `a·b`, and 0 wherever one of them is 0, whatever the other.
  binary_chain,
  /// NaN when an operand is.
  binary_max,
  binary_min,
  /// 1 where it holds, else 0.
  binary_less,
  binary_less_or_equal,
  binary_equal,
  binary_not_equal,
  binary_pow,
  binary_atan2,
  binary_hypot,
} binary_function;

/// `y[i] = f(a[i·a_step], b[i·b_step])`; a step is 1, or 0 for one element that is repeated.
typedef void (*binary_kernel)(const void *a, intptr_t a_step, const void *b, intptr_t b_step, void *y,
                              intptr_t count);

typedef enum __attribute__((enum_extensibility(closed))) {
  /// `a ≠ 0 ? b : c`.
  ternary_select,
  /// `a·b + c`.
  ternary_multiply_add,
} ternary_function;

/// `y[i] = f(a[i·a_step], b[i·b_step], c[i·c_step])`; a step is 1 or 0.
typedef void (*ternary_kernel)(const void *a, intptr_t a_step, const void *b, intptr_t b_step,
                               const void *c, intptr_t c_step, void *y, intptr_t count);

// Reductions.

typedef enum __attribute__((enum_extensibility(closed))) {
  reduction_sum,
  reduction_max,
  reduction_min,
} reduction_function;

/// Combines `count` elements into `*y`, which holds a number before: `*y = *y + Σ x[i]`, or the extremum (NaN when
/// one is). Sums run over several partial sums, always in the same order.
typedef void (*reduction_kernel)(const void *x, intptr_t count, void *y);

unary_kernel kernel_unary(kernel_level level, kernel_scalar scalar, unary_function function);
binary_kernel kernel_binary(kernel_level level, kernel_scalar scalar, binary_function function);
ternary_kernel kernel_ternary(kernel_level level, kernel_scalar scalar, ternary_function function);
reduction_kernel kernel_reduction(kernel_level level, kernel_scalar scalar, reduction_function function);

// Products of row-major matrices; `lda`, `ldb`, `ldc` are the steps from row to row as they are stored.

/// `c = addend + op(a)·op(b)`, `[m, k]` by `[k, n]`, where `op` transposes what its flag says. The addend is read at
/// `i·addend_row_step + j·addend_column_step` (steps may be 0: a bias); NULL is zero; it may be `c` itself, with
/// steps `ldc` and 1.
typedef void (*product_kernel)(bool transpose_a, bool transpose_b, intptr_t m, intptr_t n, intptr_t k,
                               const void *a, intptr_t lda, const void *b, intptr_t ldb,
                               const void *_Nullable addend, intptr_t addend_row_step,
                               intptr_t addend_column_step, void *c, intptr_t ldc);

/// The lower triangle of `c = op(a)·op(a)ᵀ`, `op(a)` being `[n, k]`, added to what `c` holds when `accumulate`; the
/// strictly upper triangle is left alone.
typedef void (*rank_update_kernel)(bool transpose, intptr_t n, intptr_t k, const void *a, intptr_t lda,
                                   bool accumulate, void *c, intptr_t ldc);

product_kernel kernel_product(kernel_level level, kernel_scalar scalar);
rank_update_kernel kernel_rank_update(kernel_level level, kernel_scalar scalar);

#pragma clang assume_nonnull end

#endif
