// SPDX-License-Identifier: Apache-2.0
// Values and gradients of small networks, derived and fused by hand: what the toolkit's own are compared with.
//
// Elementary functions are those of CKernels. Everything else runs over vectors of eight samples and blocks of samples
// that stay in the first-level cache, at the instruction set that is asked for. The number of samples is a multiple of 8.
#ifndef WENGERT_CBYHAND_H
#define WENGERT_CBYHAND_H

#include <stdbool.h>
#include <stdint.h>

#include "CKernels.h"

#pragma clang assume_nonnull begin

/// The network 2-25-2: `H = sigmoid(W x + b)`, `p = softmax(V H + c)`, and the sum over the samples of `(p - t)^2`.
///
/// `parameters` and `gradient` hold W, b, V and c, 127 numbers; `inputs` and `targets` are `[2, samples]`.
/// Returns the sum; `gradient` is NULL when it is not wanted.
double small_by_hand(kernel_level level, intptr_t samples, const double *parameters, const double *inputs,
                     const double *targets, double *_Nullable gradient);

/// The residuals `p - t` of the same network, `[2, samples]`, and their derivatives, `[127, 2, samples]`. Returns the sum of
/// their squares.
double small_jacobian_by_hand(kernel_level level, intptr_t samples, const double *parameters, const double *inputs,
                              const double *targets, double *residuals, double *jacobian);

/// The network of 62 parameters: `h = W x`, `A = tanh(V h + sigmoid(h[0]))`, `z = tanh(U A + A[0])`, and the sum over
/// the samples of `mask (z - t)^2`.
///
/// `parameters` and `gradient` hold W `[5, 6]`, V `[4, 5]` and U `[3, 4]`; `inputs` is `[6, samples]`, `targets` is
/// `[3, samples]`, `mask` has a weight for each sample.
double tiny_by_hand(kernel_level level, intptr_t samples, const double *parameters, const double *inputs,
                    const double *targets, const double *mask, double *gradient);

#pragma clang assume_nonnull end

#endif
