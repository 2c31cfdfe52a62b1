// SPDX-License-Identifier: Apache-2.0
#ifndef WENGERT_CBYHAND_VECTORS_H
#define WENGERT_CBYHAND_VECTORS_H

#include "CByHand.h"

#define INLINED static inline __attribute__((always_inline))

// Eight samples; the compiler splits it where the instruction set's vectors are shorter.
typedef double vector __attribute__((vector_size(64), aligned(8)));

#define WIDTH 8

INLINED double total(const vector *v) {
  double sum = 0;
  for (int i = 0; i < WIDTH; i++) sum += (*v)[i];
  return sum;
}

#define AT(pointer) (*(vector *)(pointer))
#define READ(pointer) (*(const vector *)(pointer))

// Defines `name` as `name##_body`, compiled for each instruction set.
#if defined(__x86_64__)
#define FOR_EACH_LEVEL(name, parameters, arguments)                                                              \
  static double name##_baseline parameters { return name##_body arguments; }                                     \
  __attribute__((target("avx2,fma"))) static double name##_avx2 parameters { return name##_body arguments; }     \
  __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,avx2,fma"))) static double                           \
      name##_avx512 parameters { return name##_body arguments; }                                                 \
  double name parameters {                                                                                       \
    return level == kernel_level_avx512 ? name##_avx512 arguments                                                \
           : level == kernel_level_avx2 ? name##_avx2 arguments                                                  \
                                        : name##_baseline arguments;                                             \
  }
#else
#define FOR_EACH_LEVEL(name, parameters, arguments) \
  double name parameters { return name##_body arguments; }
#endif

#endif
