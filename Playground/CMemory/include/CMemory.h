// SPDX-License-Identifier: Apache-2.0
// The memory of the process: its heap allocations, to show that a repeated run makes none, and its size.
#ifndef WENGERT_CMEMORY_H
#define WENGERT_CMEMORY_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations can be counted: with glibc, and without a sanitizer that has an allocator of its own.
bool allocations_are_counted(void);

/// Starts to count those of this thread at 0, or stops; off, an allocation costs one more test of a flag.
void allocations_count(bool enabled);

/// The allocations of this thread since it last started to count.
int64_t allocations_counted(void);

/// Returns free memory to the system, starts to look for the peak, and returns the bytes that are resident; negative
/// where the system does not tell.
int64_t resident_begin(void);

/// The most bytes that were resident since `resident_begin`; negative where the system does not tell.
int64_t resident_peak(void);

#endif
