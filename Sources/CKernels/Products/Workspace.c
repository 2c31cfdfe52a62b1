// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <stdlib.h>

#include "Products.h"

static _Thread_local void *memory;
static _Thread_local size_t capacity;

static pthread_key_t memory_of_thread;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_key(void) {
  if (pthread_key_create(&memory_of_thread, free) != 0) abort();
}

void *product_workspace(size_t bytes) {
  if (bytes <= capacity) return memory;
  pthread_once(&once, make_key);
  free(memory);
  // A page, so that panels begin at the same place of each page in all runs.
  if (posix_memalign(&memory, 4096, bytes) != 0) abort();
  capacity = bytes;
  // The thread's end frees what the key holds.
  if (pthread_setspecific(memory_of_thread, memory) != 0) abort();
  return memory;
}
