// SPDX-License-Identifier: Apache-2.0

/// The inner product of two vectors of equal count.
func inner(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// The sum of the magnitudes that make up `inner(a, b)`.
func innerMagnitude(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + ($1.0 * $1.1).magnitude }
}
