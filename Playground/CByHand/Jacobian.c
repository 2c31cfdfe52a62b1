// SPDX-License-Identifier: Apache-2.0
#include "SmallForward.h"

/// Stores the derivatives of the first outputs by a parameter; those of the second ones are their negatives, as the
/// outputs of softmax sum to 1.
INLINED void put(double *block, int parameter, intptr_t samples, intptr_t s, const vector *derivatives) {
  double *row = block + 2 * parameter * samples + s;
  AT(row) = *derivatives;
  AT(row + samples) = -*derivatives;
}

INLINED double small_jacobian_by_hand_body(kernel_level level, intptr_t samples, const double *parameters,
                                           const double *inputs, const double *targets, double *residuals,
                                           double *jacobian) {
  const small_network network = small_network_of(level, parameters);
  const double *v = network.v;
  double hidden[UNITS * BLOCK], outputs[2 * BLOCK];
  vector squares = {0};

  for (intptr_t start = 0; start < samples; start += BLOCK) {
    const intptr_t m = samples - start < BLOCK ? samples - start : BLOCK;
    const double *x0 = inputs + start, *x1 = x0 + samples, *t0 = targets + start, *t1 = t0 + samples;
    small_forward(network, m, x0, x1, hidden, outputs);
    double *block = jacobian + start;
    for (intptr_t s = 0; s < m; s += WIDTH) {
      const vector e0 = READ(outputs + s), e1 = READ(outputs + m + s), scale = 1 / (e0 + e1);
      const vector p0 = e0 * scale, p1 = e1 * scale, r0 = p0 - READ(t0 + s), r1 = p1 - READ(t1 + s);
      squares += r0 * r0 + r1 * r1;
      AT(residuals + start + s) = r0;
      AT(residuals + samples + start + s) = r1;
      const vector by_c0 = p0 * p1, by_c1 = -by_c0;
      AT(outputs + s) = by_c0;
      put(block, 5 * UNITS, samples, s, &by_c0);
      put(block, 5 * UNITS + 1, samples, s, &by_c1);
    }
    for (int j = 0; j < UNITS; j++) {
      const double difference = v[j] - v[UNITS + j];
      for (intptr_t s = 0; s < m; s += WIDTH) {
        const vector h = READ(hidden + j * m + s), by_v0 = READ(outputs + s) * h, by_v1 = -by_v0;
        const vector by_b = difference * (by_v0 - by_v0 * h);
        const vector by_w0 = by_b * READ(x0 + s), by_w1 = by_b * READ(x1 + s);
        put(block, 2 * j, samples, s, &by_w0);
        put(block, 2 * j + 1, samples, s, &by_w1);
        put(block, 2 * UNITS + j, samples, s, &by_b);
        put(block, 3 * UNITS + j, samples, s, &by_v0);
        put(block, 4 * UNITS + j, samples, s, &by_v1);
      }
    }
  }
  return total(&squares);
}

FOR_EACH_LEVEL(small_jacobian_by_hand,
               (kernel_level level, intptr_t samples, const double *parameters, const double *inputs,
                const double *targets, double *residuals, double *jacobian),
               (level, samples, parameters, inputs, targets, residuals, jacobian))
