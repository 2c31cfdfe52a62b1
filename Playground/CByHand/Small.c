// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>

#include "SmallForward.h"

// The derivatives of a unit's weights, as vectors that are summed at the end.
enum { by_x0, by_x1, by_bias, by_v0, by_v1, slots };

INLINED double small_by_hand_body(kernel_level level, intptr_t samples, const double *parameters,
                                  const double *inputs, const double *targets, double *gradient) {
  const small_network network = small_network_of(level, parameters);
  const double *v = network.v;
  double hidden[UNITS * BLOCK], outputs[2 * BLOCK];
  vector sums[UNITS][slots] = {0}, sum_c0 = {0}, sum_c1 = {0}, squares = {0};

  for (intptr_t start = 0; start < samples; start += BLOCK) {
    const intptr_t m = samples - start < BLOCK ? samples - start : BLOCK;
    const double *x0 = inputs + start, *x1 = x0 + samples, *t0 = targets + start, *t1 = t0 + samples;
    double *z0 = outputs, *z1 = outputs + m;
    small_forward(network, m, x0, x1, hidden, outputs);
    for (intptr_t s = 0; s < m; s += WIDTH) {
      const vector e0 = READ(z0 + s), e1 = READ(z1 + s), scale = 1 / (e0 + e1);
      const vector p0 = e0 * scale, p1 = e1 * scale, r0 = p0 - READ(t0 + s), r1 = p1 - READ(t1 + s);
      squares += r0 * r0 + r1 * r1;
      // What the pullback of softmax makes of 2r.
      const vector mean = 2 * (p0 * r0 + p1 * r1), g0 = p0 * (2 * r0 - mean), g1 = p1 * (2 * r1 - mean);
      sum_c0 += g0;
      sum_c1 += g1;
      AT(z0 + s) = g0;
      AT(z1 + s) = g1;
    }
    if (gradient == NULL) continue;
    for (int j = 0; j < UNITS; j++) {
      const double *row = hidden + j * m;
      vector d0 = sums[j][by_x0], d1 = sums[j][by_x1], d = sums[j][by_bias];
      vector dv0 = sums[j][by_v0], dv1 = sums[j][by_v1];
      for (intptr_t s = 0; s < m; s += WIDTH) {
        const vector h = READ(row + s), g0 = READ(z0 + s), g1 = READ(z1 + s);
        const vector g = (v[j] * g0 + v[UNITS + j] * g1) * (h - h * h);
        d0 += g * READ(x0 + s);
        d1 += g * READ(x1 + s);
        d += g;
        dv0 += g0 * h;
        dv1 += g1 * h;
      }
      sums[j][by_x0] = d0;
      sums[j][by_x1] = d1;
      sums[j][by_bias] = d;
      sums[j][by_v0] = dv0;
      sums[j][by_v1] = dv1;
    }
  }

  if (gradient != NULL) {
    for (int j = 0; j < UNITS; j++) {
      gradient[2 * j] = total(&sums[j][by_x0]);
      gradient[2 * j + 1] = total(&sums[j][by_x1]);
      gradient[2 * UNITS + j] = total(&sums[j][by_bias]);
      gradient[3 * UNITS + j] = total(&sums[j][by_v0]);
      gradient[4 * UNITS + j] = total(&sums[j][by_v1]);
    }
    gradient[5 * UNITS] = total(&sum_c0);
    gradient[5 * UNITS + 1] = total(&sum_c1);
  }
  return total(&squares);
}

FOR_EACH_LEVEL(small_by_hand,
               (kernel_level level, intptr_t samples, const double *parameters, const double *inputs,
                const double *targets, double *gradient),
               (level, samples, parameters, inputs, targets, gradient))
