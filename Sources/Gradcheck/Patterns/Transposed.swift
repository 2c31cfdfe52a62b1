// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Diagnosis.Kind {
  /// Rows and columns are exchanged.
  static public let transposed = Diagnosis.Kind(rawValue: "transposed")
}

/// The derivatives by a matrix are those of its transpose.
struct Transposed: Pattern {
  func diagnosis(of evidence: Evidence) -> Diagnosis? {
    let shape = evidence.shape
    guard shape.rank == 2, min(shape[0], shape[1]) > 1, evidence.isComplete else { return nil }
    let (rows, columns) = (shape[0], shape[1])
    // A matrix of shape [columns, rows] in row-major order, read as one of [rows, columns].
    let fits = evidence.rows.allSatisfy { row in
      row.indices.allSatisfy { place in
        guard let other = row[place % columns * rows + place / columns] else { return false }
        return row[place]?.fits(other.analytic) ?? false
      }
    }
    return fits
      ? Diagnosis(
        .transposed,
        "transposed: rows and columns are exchanged, as when the operands of a product are swapped")
      : nil
  }
}
