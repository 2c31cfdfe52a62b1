// SPDX-License-Identifier: Apache-2.0
// What the value, the gradient and the Jacobian of the network 2-25-2 have in common.
#ifndef WENGERT_CBYHAND_SMALL_FORWARD_H
#define WENGERT_CBYHAND_SMALL_FORWARD_H

#include "Vectors.h"

#define UNITS 25
#define BLOCK 80

/// The parameters in their order, and the elementary functions.
typedef struct {
  const double *w, *b, *v, *c;
  unary_kernel sigmoid, exponential;
} small_network;

INLINED small_network small_network_of(kernel_level level, const double *parameters) {
  const double *w = parameters, *b = w + 2 * UNITS, *v = b + UNITS, *c = v + 2 * UNITS;
  return (small_network){w,
                         b,
                         v,
                         c,
                         kernel_unary(level, kernel_scalar_double, unary_sigmoid),
                         kernel_unary(level, kernel_scalar_double, unary_exp)};
}

/// Of the block of `m` samples with the inputs `x0` and `x1`: `hidden`, `[UNITS, m]`, and in `outputs`, `[2, m]`, the
/// exponentials that softmax divides by their sum.
INLINED void small_forward(small_network network, intptr_t m, const double *x0, const double *x1, double *hidden,
                           double *outputs) {
  const double *w = network.w, *v = network.v;
  for (int j = 0; j < UNITS; j++)
    for (intptr_t s = 0; s < m; s += WIDTH)
      AT(hidden + j * m + s) = w[2 * j] * READ(x0 + s) + w[2 * j + 1] * READ(x1 + s) + network.b[j];
  network.sigmoid(hidden, hidden, UNITS * m);
  for (intptr_t s = 0; s < m; s += WIDTH) {
    vector a0 = network.c[0] - (vector){0}, a1 = network.c[1] - (vector){0};
    for (int j = 0; j < UNITS; j++) {
      const vector h = READ(hidden + j * m + s);
      a0 += v[j] * h;
      a1 += v[UNITS + j] * h;
    }
    const vector largest = __builtin_elementwise_max(a0, a1);
    AT(outputs + s) = a0 - largest;
    AT(outputs + m + s) = a1 - largest;
  }
  network.exponential(outputs, outputs, 2 * m);
}

#endif
