// SPDX-License-Identifier: Apache-2.0
#ifndef WENGERT_COMMON_H
#define WENGERT_COMMON_H

#include <math.h>

#include "Table.h"

// Vectors wider than a register are arguments of functions of one file only, which agree on how they are passed.
#pragma clang diagnostic ignored "-Wpsabi"

/// Functions of vectors have one name for all scalar types and are part of each loop, in debug builds too.
#define INLINE static inline __attribute__((always_inline, overloadable, unused))

/// For rare arguments.
#define OUT_OF_LINE static __attribute__((noinline, overloadable, unused))

#define JOIN_(a, b, c, d) a##_##b##_##c##_##d
#define JOIN(a, b, c, d) JOIN_(a, b, c, d)
#define JOIN3_(a, b, c) a##_##b##_##c
#define JOIN3(a, b, c) JOIN3_(a, b, c)

#endif
