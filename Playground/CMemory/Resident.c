// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <string.h>

#include "CMemory.h"

#if defined(__linux__)

#if defined(__GLIBC__)
#include <malloc.h>
#endif

// A line of /proc/self/status that counts kilobytes, in bytes.
static int64_t status(const char *name) {
  FILE *file = fopen("/proc/self/status", "r");
  if (file == NULL) return -1;
  char line[256];
  long kilobytes = -1;
  const size_t length = strlen(name);
  while (kilobytes < 0 && fgets(line, sizeof line, file) != NULL)
    if (strncmp(line, name, length) == 0) sscanf(line + length, " %ld", &kilobytes);
  fclose(file);
  return kilobytes < 0 ? -1 : 1024 * (int64_t)kilobytes;
}

int64_t resident_begin(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
  // 5 sets the peak back to what is resident now (proc(5)).
  FILE *file = fopen("/proc/self/clear_refs", "w");
  if (file == NULL) return -1;
  const int written = fputs("5", file);
  if (fclose(file) != 0 || written < 0) return -1;
  return status("VmRSS:");
}

int64_t resident_peak(void) { return status("VmHWM:"); }

#else

int64_t resident_begin(void) { return -1; }
int64_t resident_peak(void) { return -1; }

#endif
