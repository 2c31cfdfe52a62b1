// SPDX-License-Identifier: Apache-2.0
// Counts the heap allocations of the process, to show that a repeated run makes none.
#ifndef WENGERT_CALLOCATIONS_H
#define WENGERT_CALLOCATIONS_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations can be counted: with glibc, and without a sanitizer that has an allocator of its own.
bool allocations_are_counted(void);

/// Starts to count at 0 or stops; off, an allocation costs one more test of a flag.
void allocations_count(bool enabled);

/// The allocations, of all threads, since counting was last started.
int64_t allocations_counted(void);

#endif
