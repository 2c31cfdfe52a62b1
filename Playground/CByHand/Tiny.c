// SPDX-License-Identifier: Apache-2.0
#include "Vectors.h"

#define BLOCK 128

/// `y = w x + addend` for `w` `[rows, inner]`, a row of `m` samples for each row of `w`.
INLINED void multiply(const double *w, int rows, int inner, const double *x, intptr_t step, const double *addend,
                      double *y, intptr_t m) {
  for (intptr_t s = 0; s < m; s += WIDTH)
    for (int i = 0; i < rows; i++) {
      vector sum = addend ? READ(addend + s) : (vector){0};
      for (int k = 0; k < inner; k++) sum += w[i * inner + k] * READ(x + k * step + s);
      AT(y + i * m + s) = sum;
    }
}

/// `y = transposed(w) g` for `w` `[inner, rows]`.
INLINED void multiply_transposed(const double *w, int inner, int rows, const double *g, double *y, intptr_t m) {
  for (intptr_t s = 0; s < m; s += WIDTH)
    for (int i = 0; i < rows; i++) {
      vector sum = {0};
      for (int k = 0; k < inner; k++) sum += w[k * rows + i] * READ(g + k * m + s);
      AT(y + i * m + s) = sum;
    }
}

/// Adds `g transposed(x)`, `[rows, columns]`, to vectors that are summed at the end.
INLINED void accumulate(const double *g, int rows, const double *x, intptr_t step, int columns, vector *sums,
                        intptr_t m) {
  for (int i = 0; i < rows; i++)
    for (int k = 0; k < columns; k++) {
      vector sum = sums[i * columns + k];
      for (intptr_t s = 0; s < m; s += WIDTH) sum += READ(g + i * m + s) * READ(x + k * step + s);
      sums[i * columns + k] = sum;
    }
}

INLINED double tiny_by_hand_body(kernel_level level, intptr_t samples, const double *parameters,
                                 const double *inputs, const double *targets, const double *mask,
                                 double *gradient) {
  const unary_kernel sigmoid = kernel_unary(level, kernel_scalar_double, unary_sigmoid);
  const unary_kernel tangent = kernel_unary(level, kernel_scalar_double, unary_tanh);
  const double *w = parameters, *v = w + 30, *u = v + 20;
  double h[5 * BLOCK], gate[BLOCK], a[4 * BLOCK], z[3 * BLOCK], ga[4 * BLOCK], gh[5 * BLOCK];
  vector sums[62] = {0}, squares = {0};

  for (intptr_t start = 0; start < samples; start += BLOCK) {
    const intptr_t m = samples - start < BLOCK ? samples - start : BLOCK;
    const double *x = inputs + start, *t = targets + start;
    multiply(w, 5, 6, x, samples, 0, h, m);
    sigmoid(h, gate, m);
    multiply(v, 4, 5, h, m, gate, a, m);
    tangent(a, a, 4 * m);
    multiply(u, 3, 4, a, m, a, z, m);
    tangent(z, z, 3 * m);
    for (int i = 0; i < 3; i++)
      for (intptr_t s = 0; s < m; s += WIDTH) {
        const vector y = READ(z + i * m + s), r = y - READ(t + i * samples + s);
        const vector weighted = READ(mask + start + s) * r;
        squares += weighted * r;
        AT(z + i * m + s) = 2 * weighted * (1 - y * y);
      }

    accumulate(z, 3, a, m, 4, sums + 50, m);
    multiply_transposed(u, 3, 4, z, ga, m);
    for (intptr_t s = 0; s < m; s += WIDTH) AT(ga + s) += READ(z + s) + READ(z + m + s) + READ(z + 2 * m + s);
    for (intptr_t s = 0; s < 4 * m; s += WIDTH) AT(ga + s) *= 1 - READ(a + s) * READ(a + s);
    accumulate(ga, 4, h, m, 5, sums + 30, m);
    multiply_transposed(v, 4, 5, ga, gh, m);
    for (intptr_t s = 0; s < m; s += WIDTH) {
      const vector sum = READ(ga + s) + READ(ga + m + s) + READ(ga + 2 * m + s) + READ(ga + 3 * m + s);
      AT(gh + s) += sum * READ(gate + s) * (1 - READ(gate + s));
    }
    accumulate(gh, 5, x, samples, 6, sums, m);
  }

  for (int i = 0; i < 62; i++) gradient[i] = total(&sums[i]);
  return total(&squares);
}

FOR_EACH_LEVEL(tiny_by_hand,
               (kernel_level level, intptr_t samples, const double *parameters, const double *inputs,
                const double *targets, const double *mask, double *gradient),
               (level, samples, parameters, inputs, targets, mask, gradient))
