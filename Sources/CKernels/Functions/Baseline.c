// SPDX-License-Identifier: Apache-2.0
#include "Common.h"

#define LEVEL baseline
#define VECTOR_BYTES 16
#include "Double.inc"

#include "Float.inc"
