// SPDX-License-Identifier: Apache-2.0

/// The elements of a row-major `[rows, columns]` matrix column by column: the row-major elements of its
/// transpose. LAPACK reads matrices so. O(*rows*·*columns*).
func transposed<Scalar: Real>(_ scalars: [Scalar], rows: Int, columns: Int) -> [Scalar] {
  guard rows > 1, columns > 1 else { return scalars }
  // Both sides of a tile stay in the first-level cache.
  let tile = 32
  return Array(unsafeUninitializedCapacity: scalars.count) { buffer, count in
    for top in stride(from: 0, to: rows, by: tile) {
      for left in stride(from: 0, to: columns, by: tile) {
        for i in top..<min(top + tile, rows) {
          for j in left..<min(left + tile, columns) {
            buffer.initializeElement(at: j * rows + i, to: scalars[i * columns + j])
          }
        }
      }
    }
    count = scalars.count
  }
}
