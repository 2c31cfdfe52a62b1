// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"

kernel_level kernel_highest_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    return kernel_level_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return kernel_level_avx2;
#endif
  return kernel_level_baseline;
}
