// SPDX-License-Identifier: Apache-2.0

/// The derivative of a function of one number at 0, by central differences with steps `step`, `step/2`, `step/4` and
/// `step/8`, extrapolated to step 0 (Richardson): the error is of order step⁸, and a few ulps of the values over
/// `step`.
public func difference(step: Double, of function: (Double) throws -> [Double]) rethrows -> [Double] {
  var rows: [[Double]] = []
  for level in 0..<4 {
    let h = step / Double(1 << level)
    var row = zip(try function(h), try function(-h)).map { ($0 - $1) / (2 * h) }
    // Column by column, the errors of order h², h⁴ and h⁶ are eliminated.
    var finished: [[Double]] = []
    for (order, earlier) in rows.enumerated() {
      finished.append(row)
      let factor = Double(1 << (2 * (order + 1)))
      row = zip(row, earlier).map { $0 + ($0 - $1) / (factor - 1) }
    }
    finished.append(row)
    rows = finished
  }
  return rows[3]
}
